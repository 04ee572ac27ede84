package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.BatchNormalization;
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

  /** Four samples of two maps of two values, and derivatives by what is made of them. */
  private static final float[] MAPS = {
    0.5f, -1, 2, 0.25f, 1.5f, 0.75f, -0.5f, 3, -2, 1, 0.125f, -0.25f, 0.375f, 2.5f, 1.25f, -1.5f
  };

  private static final float[] SEEDS = {
    1, -0.5f, 0.25f, 2, -1, 0.75f, 0.5f, -0.25f, 1.5f, 1, -2, 0.125f, 0.25f, -0.75f, 1, 0.5f
  };

  /** torch.nn.BatchNorm2d with eps 0.1 and momentum 0.3: eval(), then train(). */
  @TestFactory
  Stream<DynamicTest> batchNormalization() {
    return onEach(
        backend -> {
          Shape input = new Shape(2, 1, 2);
          BatchNormalization layer = new BatchNormalization("norm", 2, 0.1f, 0.3f);
          Network network = new Network(input, List.of(layer));
          try (Plan plan = backend.plan(new PlanSpec(network, input, 5, true, false))) {
            plan.write(Vector.PARAMETERS, new float[] {1.5f, -0.5f, 0.25f, 1, 0.5f, -1, 2, 0.5f});
            assertPass(
                plan,
                Draws.NONE,
                new float[] {
                  0.25f, -1.30264751f, -0.936491673f, 0.19312847f, 1.28509834f, 0.508774585f,
                  0.677251388f, -1.5819889f, -2.33774585f, 0.76754917f, 0.273815623f, 0.515877082f,
                  0.120612708f, 2.32019668f, -0.452368755f, 1.32274861f
                },
                new float[] {
                  1.03509834f,
                  -0.51754917f,
                  -0.161374306f,
                  -1.29099445f,
                  -1.03509834f,
                  0.776323754f,
                  -0.322748612f,
                  0.161374306f,
                  1.55264751f,
                  1.03509834f,
                  1.29099445f,
                  -0.080687153f,
                  0.258774585f,
                  -0.776323754f,
                  -0.645497224f,
                  -0.322748612f
                },
                new float[] {-3.34250505f, 3.02576824f, 2.25f, 2.125f, 0, 0, 0, 0});
            assertPass(
                plan,
                Draws.of(1),
                new float[] {
                  0.302028858f, -1.36289461f, 0.479873581f, 1.10626239f, 1.41197784f, 0.579516104f,
                  1.37471473f, 0.121937121f, -2.47284359f, 0.857003349f, 1.15100444f, 1.28523062f,
                  0.163285236f, 2.52192682f, 0.748325926f, 1.73265119f
                },
                new float[] {
                  0.814649077f, -1.39021829f, -0.0258389497f, -0.614374517f, -1.04528628f,
                  0.627152481f, -0.0612470099f, 0.131498859f, 0.469717066f, 0.994630377f,
                  0.820075127f, 0.0675715572f, -0.0628079838f, -0.407836439f, -0.278068478f,
                  -0.039616588f
                },
                new float[] {-3.50616696f, -0.675325431f, 2.25f, 2.125f, 0, 0, 0, 0});
            plan.update(new UpdateRule.GradientDescent(1e-20f));
            float[] moved = {
              1.5f, -0.5f, 0.25f, 1, 0.4859375f, -0.5359375f, 1.99188058f, 0.984737723f
            };
            assertArrayEquals(moved, plan.read(Vector.PARAMETERS), 1e-6f);
            plan.update(new UpdateRule.GradientDescent(1e-20f));
            assertArrayEquals(moved, plan.read(Vector.PARAMETERS), 1e-6f, "moved twice");
          }
        });
  }

  private static void assertPass(Plan plan, Draws draws, float[] y, float[] dx, float[] dw) {
    plan.forward(new Source.Inputs(MAPS, 4, draws));
    assertArrayEquals(y, plan.outputs(), 2e-6f, "outputs");
    plan.seed(new Seeds(SEEDS, SEEDS, new float[SEEDS.length]));
    plan.backward(Accumulation.REPLACE);
    assertArrayEquals(dx, plan.inputGradient(), 2e-6f, "derivatives");
    assertArrayEquals(dw, plan.read(Vector.GRADIENT), 4e-6f, "gradient");
  }
}
