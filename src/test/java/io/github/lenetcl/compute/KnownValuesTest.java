package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Small sums that one can do by hand or finds in textbooks, on every backend. */
class KnownValuesTest {

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

  private static float[] outputs(Backend backend, float[] w, float[] x, Layer... layers) {
    Network network = new Network(new Shape(x.length, 1, 1), List.of(layers));
    try (Plan plan = backend.plan(PlanSpec.inference(network, 1))) {
      plan.write(Vector.PARAMETERS, w);
      plan.forward(new Source.Inputs(x, 1));
      return plan.outputs();
    }
  }

  @TestFactory
  Stream<DynamicTest> softmaxOfSevenNumbers() {
    float[] expected = {0.024f, 0.064f, 0.175f, 0.475f, 0.024f, 0.064f, 0.175f};
    float[] x = {1, 2, 3, 4, 1, 2, 3};
    return onEach(
        backend ->
            assertArrayEquals(
                expected, outputs(backend, new float[0], x, new Softmax("softmax")), 5e-4f));
  }

  @TestFactory
  Stream<DynamicTest> softmaxOfLargeNumbers() {
    float[] x = {-1e4f, 1e4f, 1e4f};
    return onEach(
        backend ->
            assertArrayEquals(
                new float[] {0, 0.5f, 0.5f},
                outputs(backend, new float[0], x, new Softmax("softmax")),
                1e-7f));
  }

  /** sigmoid([[1, −2], [−1, 1]]·[1, −1] + [1, 0]). */
  @TestFactory
  Stream<DynamicTest> sigmoidOfTwoUnits() {
    float[] w = {1, -2, -1, 1, 1, 0};
    return onEach(
        backend ->
            assertArrayEquals(
                new float[] {0.98f, 0.12f},
                outputs(
                    backend,
                    w,
                    new float[] {1, -1},
                    new FullConnection("full", 2, 2),
                    new Activation("sigmoid", ActivationFunction.SIGMOID)),
                5e-3f));
  }

  @TestFactory
  Stream<DynamicTest> valuesAtLargeArguments() {
    float[] x = {-200, 0, 200};
    return onEach(
        backend -> {
          assertValues(backend, ActivationFunction.LINEAR, x, -200, 0, 200);
          assertValues(backend, ActivationFunction.SIGMOID, x, 0, 0.5, 1);
          assertValues(backend, ActivationFunction.HARD_SIGMOID, x, 0, 0.5, 1);
          assertValues(backend, ActivationFunction.TANH, x, -1, 0, 1);
          assertValues(backend, ActivationFunction.SCALED_TANH, x, -1.7159, 0, 1.7159);
          assertValues(backend, ActivationFunction.RELU, x, 0, 0, 200);
          assertValues(backend, ActivationFunction.SOFTPLUS, x, 0, Math.log(2), 200);
          assertValues(backend, ActivationFunction.SOFTSIGN, x, -200 / 201.0, 0, 200 / 201.0);
        });
  }

  /** What is not a number may not pass for one. */
  @TestFactory
  Stream<DynamicTest> everyFunctionOfNoNumberIsNone() {
    return onEach(
        backend -> {
          for (ActivationFunction function : ActivationFunction.values()) {
            float[] y = values(backend, function, Float.NaN, 1);
            assertTrue(Float.isNaN(y[0]), function::toString);
            assertTrue(Float.isFinite(y[1]), function::toString);
          }
        });
  }

  private static void assertValues(
      Backend backend, ActivationFunction function, float[] x, double... expected) {
    float[] y = values(backend, function, x);
    for (int i = 0; i < y.length; i++) {
      assertEquals(expected[i], y[i], 3e-7, function + " of " + x[i]);
    }
  }

  private static float[] values(Backend backend, ActivationFunction function, float... x) {
    return outputs(backend, new float[0], x, new Activation("f", function));
  }

  @TestFactory
  Stream<DynamicTest> refusesALossThatIsForAnotherLastLayer() {
    Layer full = new FullConnection("full", 1, 2);
    Layer one = new FullConnection("one", 1, 1);
    Layer sigmoid = new Activation("sigmoid", ActivationFunction.SIGMOID);
    Layer codes = new RadialBasis("RBF", new Centers(new float[][] {{1}, {-1}}));
    return onEach(
        backend -> {
          refuses(backend, new Loss.MeanSquaredError(1), "full", full);
          refuses(
              backend, new Loss.MaximumAPosteriori(1, 1), "softmax", full, new Softmax("softmax"));
          refuses(backend, new Loss.CrossEntropy(1), "RBF", codes);
          refuses(backend, new Loss.OutputSquaredError(1), "RBF", codes);
          refuses(backend, new Loss.CrossEntropy(1), "sigmoid", one, sigmoid);
        });
  }

  private static void refuses(Backend backend, Loss loss, String named, Layer... layers) {
    Network network = new Network(new Shape(1, 1, 1), List.of(layers));
    GreyImages one = new GreyImages(1, 1, new byte[1], new int[1]);
    try (ResidentImages images = backend.load(one, Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(network, 1))) {
      Source.Samples all = Source.Samples.all(images);
      plan.forward(all);
      for (Runnable use :
          List.<Runnable>of(
              () -> plan.seed(loss, all, 1),
              () -> plan.evaluate(loss, all),
              () -> plan.train(loss, new UpdateRule.GradientDescent(1), all, 1))) {
        String message = assertThrows(IllegalArgumentException.class, use::run).getMessage();
        assertTrue(message.contains("last layer " + named), message);
      }
    }
  }
}
