package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pointwise.Function;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What PyTorch 2 computes in double precision, on every backend. */
class FrameworkValuesTest {

  private static final float[] X = {-4, -1.5f, -0.25f, 0.75f, 3.5f};

  /** Values and slopes at {@link #X}, by torch.nn.functional and its gradients. */
  private static final Map<Function, float[][]> FUNCTIONS =
      Map.of(
          Function.LEAKY_RELU,
          new float[][] {{-0.04f, -0.015f, -0.0025f, 0.75f, 3.5f}, {0.01f, 0.01f, 0.01f, 1, 1}},
          Function.CLIPPED_RELU,
          new float[][] {{0, 0, 0, 0.75f, 3.5f}, {0, 0, 0, 1, 1}},
          Function.SLOPED_HARD_SIGMOID,
          new float[][] {
            {0, 0.25f, 0.45833333f, 0.625f, 1}, {0, 0.16666667f, 0.16666667f, 0.16666667f, 0}
          },
          Function.ELU,
          new float[][] {
            {-0.98168436f, -0.77686984f, -0.22119922f, 0.75f, 3.5f},
            {0.018315639f, 0.22313016f, 0.77880078f, 1, 1}
          },
          Function.SELU,
          new float[][] {
            {-1.7258986f, -1.3658144f, -0.3888902f, 0.78802574f, 3.6774535f},
            {0.032200713f, 0.39228499f, 1.3692091f, 1.050701f, 1.050701f}
          },
          Function.GELU,
          new float[][] {
            {-0.00012668497f, -0.1002108f, -0.10032342f, 0.58002949f, 3.4991858f},
            {-0.00050364966f, -0.12746919f, 0.30462665f, 0.99922572f, 1.0028218f}
          },
          Function.GELU_TANH,
          new float[][] {
            {-7.0245948e-05f, -0.10042842f, -0.10032465f, 0.57996056f, 3.4993838f},
            {-0.0003351232f, -0.12771079f, 0.3046459f, 0.99893826f, 1.0024226f}
          },
          Function.SILU,
          new float[][] {
            {-0.07194484f, -0.27363829f, -0.10945587f, 0.50938402f, 3.3974072f},
            {-0.052664615f, -0.041294154f, 0.37628998f, 0.84259994f, 1.0702734f}
          },
          Function.HARD_SWISH,
          new float[][] {{0, -0.375f, -0.11458333f, 0.46875f, 3.5f}, {0, 0, 0.41666667f, 0.75f, 1}},
          Function.MISH,
          new float[][] {
            {-0.072591741f, -0.29809974f, -0.12992696f, 0.61001834f, 3.4939907f},
            {-0.05377321f, -0.064097816f, 0.4398156f, 0.98575836f, 1.0099393f}
          });

  private static Stream<DynamicTest> onEach(Consumer<Backend> test) {
    return Stream.of(
        DynamicTest.dynamicTest("cpu", () -> with(new CpuBackend(1), test)),
        DynamicTest.dynamicTest("cpu, plain", () -> with(CpuBackend.plain(1), test)),
        DynamicTest.dynamicTest("opencl", () -> with(OpenClForTests.open(), test)));
  }

  private static void with(Backend backend, Consumer<Backend> test) {
    try (backend) {
      test.accept(backend);
    }
  }

  @TestFactory
  Stream<DynamicTest> functions() {
    return onEach(
        backend -> {
          for (Function function : Function.values()) {
            assertFunction(backend, function);
          }
        });
  }

  private static void assertFunction(Backend backend, Function function) {
    Shape input = new Shape(X.length, 1, 1);
    Network network = new Network(input, List.of(new Pointwise("f", function)));
    float[] ones = {1, 1, 1, 1, 1};
    try (Plan plan = backend.plan(new PlanSpec(network, input, 1, true, false))) {
      plan.forward(new Source.Inputs(X, 1));
      float[][] expected = FUNCTIONS.get(function);
      assertArrayEquals(expected[0], plan.outputs(), 1e-6f, function.word());
      plan.seed(new Seeds(ones, ones, new float[X.length]));
      plan.backward(Accumulation.REPLACE);
      assertArrayEquals(expected[1], plan.inputGradient(), 1e-6f, function.word() + "'s slope");
    }
  }

  /** Two steps of torch.optim's AdamW and RMSprop. */
  @TestFactory
  Stream<DynamicTest> rules() {
    return onEach(
        backend -> {
          UpdateRule adamW = new UpdateRule.Decayed(0.1f, new UpdateRule.Adam(0.01f, 0));
          assertSteps(backend, adamW, 0.4802998612f, -0.9916720357f);
          UpdateRule rmsProp = UpdateRule.Adam.rmsProp(0.01f, 0.9f, 1e-7f);
          assertSteps(backend, rmsProp, 0.4578944194f, -0.9969486816f);
        });
  }

  private static void assertSteps(Backend backend, UpdateRule rule, float... expected) {
    Network network =
        new Network(new Shape(2, 1, 1), List.of(new FullConnection("full", 2, 1, false)));
    try (Plan plan = backend.plan(new PlanSpec(network, network.input(), 1, true, false))) {
      plan.write(Vector.PARAMETERS, new float[] {0.5f, -1});
      plan.write(Vector.GRADIENT, new float[] {0.3f, -0.2f});
      plan.update(rule);
      plan.write(Vector.GRADIENT, new float[] {0.1f, 0.4f});
      plan.update(rule.after(1));
      assertArrayEquals(expected, plan.read(Vector.PARAMETERS), 1e-6f);
    }
  }
}
