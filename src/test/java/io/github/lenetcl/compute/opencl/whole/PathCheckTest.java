package io.github.lenetcl.compute.opencl.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.compute.opencl.whole.PathCheck.Use;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices that compute rightly, wrongly and not at all; none of them is an OpenCL device. */
class PathCheckTest {

  private static final Network SMALL =
      Network.input(6, 6, 1).conv(2, 3, ActivationFunction.TANH).flatten().dense(3).build();

  private static final int CAPACITY = 64;

  @TempDir private Path folder;

  private final Backend cpu = CpuBackend.plain(1);
  private int asked;

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
    Plan right = cpu.plan(spec);
    return (Plan)
        Proxy.newProxyInstance(
            Plan.class.getClassLoader(),
            new Class<?>[] {Plan.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(right, arguments);
                if (result instanceof float[] values) {
                  values[0] += 0.5f;
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
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

  @Test
  void refusesWhatDoesNotRun() {
    Function<PlanSpec, Plan> none =
        spec -> {
          throw new DeviceException("out of order");
        };
    assertFalse(passes("1", SMALL, Use.TRAINING, none));
  }

  @Test
  void hasNoQuestionForImagesOfThreeMaps() {
    Network colour =
        Network.input(6, 6, 3).conv(2, 3, ActivationFunction.TANH).flatten().dense(3).build();
    assertTrue(passes("1", colour, Use.TRAINING, this::wrong));
    assertEquals(0, asked);
  }
}
