package io.github.lenetcl.compute.opencl.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.WrongPlan;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.compute.opencl.whole.PathCheck.Use;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jocl.CL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that compute rightly, wrongly and not at all; none of them is an OpenCL device. */
class PathCheckTest {

  private static final Network SMALL =
      Network.input(6, 6, 1).conv(2, 3, ActivationFunction.TANH).flatten().dense(3).build();

  private static final int CAPACITY = 64;

  @TempDir private Path folder;

  private final Backend cpu = CpuBackend.plain(1);
  private int asked;
  private float wrongBy = 0.5f;

  @AfterEach
  void close() {
    cpu.close();
  }

  private boolean passes(String driver, Network network, Use use, Function<PlanSpec, Plan> plans) {
    DeviceInfo device =
        new DeviceInfo("opencl:7.0", "some", "a platform", driver, DeviceInfo.Kind.CPU, Map.of());
    return new PathCheck(device, "1", ProgramCache.in(folder))
        .passes(
            network,
            CAPACITY,
            use,
            spec -> {
              asked++;
              return plans.apply(spec);
            },
            images -> cpu.load(images, Scaling.paper()));
  }

  /** A plan whose outputs, and parameters after an update, have one value that is wrong. */
  private Plan wrong(PlanSpec spec) {
    return WrongPlan.of(cpu.plan(spec), wrongBy, "outputs", "read");
  }

  @ParameterizedTest
  @EnumSource
  void asksOnceForEachUse(Use use) {
    assertTrue(passes("1", SMALL, use, cpu::plan));
    assertTrue(passes("1", SMALL, use, this::wrong), "kept, and not asked again");
    assertEquals(1, asked);
    assertTrue(passes("2", SMALL, use, cpu::plan), "another driver is asked");
    assertEquals(2, asked);
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsWrong(Use use) {
    assertFalse(passes("1", SMALL, use, this::wrong));
    assertFalse(passes("1", SMALL, use, cpu::plan), "kept");
    assertEquals(1, asked);
    Use other = use == Use.TRAINING ? Use.INFERENCE : Use.TRAINING;
    assertTrue(passes("1", SMALL, other, cpu::plan), "the other use is a question of its own");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNotANumber(Use use) {
    wrongBy = Float.NaN;
    assertFalse(passes("1", SMALL, use, this::wrong));
  }

  /** Leaves a test out where there is no JOCL, which tells what failed. */
  private static void requireJocl() {
    ClassLoader classes = PathCheckTest.class.getClassLoader();
    assumeTrue(classes.getResource("org/jocl/CL.class") != null, "no JOCL here");
  }

  private static Function<PlanSpec, Plan> failing(int code) {
    return spec -> {
      throw ClFailures.of(code);
    };
  }

  @Test
  void refusesWhatDoesNotRun() {
    requireJocl();
    assertFalse(passes("1", SMALL, Use.TRAINING, failing(CL.CL_BUILD_PROGRAM_FAILURE)));
    assertFalse(passes("1", SMALL, Use.TRAINING, cpu::plan), "kept");
    assertEquals(1, asked);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        CL.CL_MEM_OBJECT_ALLOCATION_FAILURE,
        CL.CL_OUT_OF_RESOURCES,
        CL.CL_OUT_OF_HOST_MEMORY
      })
  void asksAgainAfterAShortageOfMemory(int code) {
    requireJocl();
    assertFalse(passes("1", SMALL, Use.TRAINING, failing(code)));
    assertTrue(passes("1", SMALL, Use.TRAINING, cpu::plan));
  }

  @Test
  void hasNoQuestionForImagesOfThreeMaps() {
    Network colour =
        Network.input(6, 6, 3).conv(2, 3, ActivationFunction.TANH).flatten().dense(3).build();
    assertTrue(passes("1", colour, Use.TRAINING, this::wrong));
    assertEquals(0, asked);
  }
}
