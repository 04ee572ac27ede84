package io.github.lenetcl.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.compute.DeviceInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which device a task gets. */
class DeviceChoiceTest {

  private static final List<DeviceInfo> TWO = List.of(gpu("opencl:0.0"), gpu("opencl:0.1"));

  private static DeviceInfo gpu(String id) {
    return new DeviceInfo(id, "card", "platform", "1", DeviceInfo.Kind.DISCRETE_GPU, Map.of());
  }

  @Test
  void theAddressCountsTheGpus() {
    assertEquals("opencl:0.1", DeviceChoice.assigned(List.of("1"), TWO).device());
    assertEquals("opencl:0.0", DeviceChoice.assigned(List.of("0", "1"), TWO).device());
  }

  @Test
  void aContainerThatShowsOnlyItsOwnGpuGivesThat() {
    assertEquals("opencl:0.0", DeviceChoice.assigned(List.of("3"), TWO.subList(0, 1)).device());
    assertEquals("opencl:0.0", DeviceChoice.assigned(List.of("GPU-8a2f"), TWO).device());
  }

  @Test
  void withoutOpenClTheCpuIsTakenAndTheReasonTold() {
    DeviceChoice choice = DeviceChoice.assigned(List.of("0"), List.of());
    assertEquals("cpu", choice.device());
    assertEquals("Spark assigned GPU 0, but OpenCL shows none", choice.why());
  }

  @Test
  void whatIsAskedForIsTaken() {
    assertEquals("opencl:radeon", DeviceChoice.of("opencl:radeon").device());
  }
}
