package io.github.lenetcl.compute.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Network;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that compute rightly and wrongly; none of them is an OpenCL device. */
class LayersCheckTest {

  private static final Network COLOUR =
      Network.input(6, 6, 3).conv(2, 3, ActivationFunction.TANH).flatten().dense(3).build();

  @TempDir private Path folder;

  private final Backend cpu = CpuBackend.plain(1);
  private int asked;

  @AfterEach
  void close() {
    cpu.close();
  }

  private void require(PlanSpec spec, String driver, Function<PlanSpec, Plan> plans) {
    new LayersCheck("opencl:7.0 (some)", driver, ProgramCache.in(folder))
        .require(
            spec,
            few -> {
              asked++;
              assertTrue(few.capacity() <= spec.capacity());
              return plans.apply(few);
            });
  }

  /** A plan, one of whose methods gives an array with one value that is wrong. */
  private Function<PlanSpec, Plan> wrongIn(String name, float by) {
    return spec -> WrongPlan.of(cpu.plan(spec), by, name);
  }

  @Test
  void asksOnceForEachDriverAndUse() {
    require(PlanSpec.training(COLOUR, 256), "1", cpu::plan);
    // Kept, and not asked again.
    require(PlanSpec.training(COLOUR, 640), "1", wrongIn("outputs", 1));
    assertEquals(1, asked);
    require(PlanSpec.training(COLOUR, 256), "2", cpu::plan);
    require(PlanSpec.inference(COLOUR, 256), "2", cpu::plan);
    require(PlanSpec.inference(COLOUR, 1), "2", cpu::plan); // goes by other tiles
    assertEquals(4, asked);
  }

  @Test
  void refusesADeviceThatIsWrongUntilItIsRight() {
    refused(PlanSpec.inference(COLOUR, 64), wrongIn("outputs", 1));
    refused(PlanSpec.inference(COLOUR, 64), wrongIn("outputs", Float.NaN));
    refused(PlanSpec.training(COLOUR, 64), wrongIn("outputs", 1));
    refused(PlanSpec.training(COLOUR, 64), wrongIn("read", 100));
    require(PlanSpec.training(COLOUR, 64), "1", cpu::plan);
  }

  private void refused(PlanSpec spec, Function<PlanSpec, Plan> plans) {
    DeviceException e = assertThrows(DeviceException.class, () -> require(spec, "1", plans));
    assertTrue(e.getMessage().contains("opencl:7.0 (some): computes"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void variancesAreNotBelowZero() {
    Network normalized =
        Network.input(6, 6, 1).flatten().dense(5).batchNormalization().dense(3).build();
    require(PlanSpec.inference(normalized, 256), "1", cpu::plan);
    require(PlanSpec.training(normalized, 256), "1", cpu::plan);
    assertEquals(2, asked);
  }
}
