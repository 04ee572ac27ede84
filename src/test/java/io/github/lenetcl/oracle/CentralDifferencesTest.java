package io.github.lenetcl.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pointwise;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle's derivatives against differences of its own values. */
class CentralDifferencesTest {

  private static final Loss MSE = new Loss.MeanSquaredError(0.7f);
  private static final Loss MAP = new Loss.MaximumAPosteriori(3, 0.7f);
  private static final Loss ENTROPY = new Loss.CrossEntropy(0.7f);
  private static final Loss SMOOTHED = new Loss.CrossEntropy(0.7f, 0.2f);
  private static final Loss SQUARED = new Loss.OutputSquaredError(0.7f);
  private static final ConnectionTable TABLE =
      new ConnectionTable(4, List.of(List.of(0, 2), List.of(1), List.of(0, 1, 2, 3)));

  private final SplittableRandom random = new SplittableRandom(1998);

  static Stream<Arguments> layers() {
    Stream<Arguments> activations =
        Arrays.stream(ActivationFunction.values())
            .map(f -> Arguments.of(new Activation(f.name(), f), new Shape(3, 2, 2)));
    Stream<Arguments> pointwise =
        Arrays.stream(Pointwise.Function.values())
            .map(f -> Arguments.of(new Pointwise(f.name(), f), new Shape(3, 2, 2)));
    Stream<Arguments> others =
        Stream.of(
            Arguments.of(new Convolution("1x1", 1, ConnectionTable.full(2, 3)), new Shape(2, 3, 2)),
            Arguments.of(new Convolution("3x3", 3, TABLE), new Shape(4, 6, 5)),
            Arguments.of(new Convolution("5x5", 5, ConnectionTable.full(3, 2)), new Shape(3, 5, 5)),
            Arguments.of(new Subsampling("2x2", 3, 2), new Shape(3, 4, 6)),
            Arguments.of(new Subsampling("left out", 2, 3), new Shape(2, 7, 8)),
            Arguments.of(new Softmax("softmax"), new Shape(5, 1, 1)),
            Arguments.of(new Softmax("at positions"), new Shape(3, 2, 2)),
            Arguments.of(new FullConnection("full", 5, 4), new Shape(5, 1, 1)),
            Arguments.of(new FullConnection("at positions", 3, 4), new Shape(3, 2, 3)),
            Arguments.of(new RadialBasis("rbf", centers(4, 6)), new Shape(6, 1, 1)),
            Arguments.of(new RadialBasis("trainable", centers(3, 4), true), new Shape(4, 2, 1)),
            Arguments.of(new FullConnection("no bias", 5, 4, false), new Shape(5, 1, 2)),
            Arguments.of(new RadialBasis("at positions", centers(3, 5)), new Shape(5, 3, 2)));
    return Stream.of(activations, pointwise, others).flatMap(s -> s);
  }

  static Stream<Arguments> windows() {
    Window uneven = new Window(2, 3, 3, 2, new Padding.Given(1, 2, 0, 1));
    Window overlapping = Window.of(3).withStride(2).withPadding(Padding.SAME);
    Window outside = new Window(2, 2, 2, 2, new Padding.Given(2, 4, 3, 2));
    Shape input = new Shape(4, 6, 5);
    return Stream.of(
        Arguments.of(new Convolution("uneven", uneven, TABLE, true), input),
        Arguments.of(new Convolution("no bias", overlapping, TABLE, false), input),
        Arguments.of(new Convolution("outside", outside, TABLE, true), new Shape(4, 2, 3)),
        Arguments.of(new LocallyConnected("uneven", input, uneven, 2, true), input),
        Arguments.of(new LocallyConnected("no bias", input, overlapping, 2, false), input),
        Arguments.of(new Subsampling("uneven", 4, uneven), input),
        Arguments.of(new Subsampling("overlapping", 4, overlapping), input),
        Arguments.of(new Pooling("mean", Pooling.Kind.AVERAGE, 4, uneven), input),
        Arguments.of(new Pooling("mean", Pooling.Kind.AVERAGE, 4, overlapping), input),
        Arguments.of(new Pooling("mean", Pooling.Kind.AVERAGE, 4, outside), input),
        Arguments.of(new Pooling("zeros", Pooling.Kind.PADDED_AVERAGE, 4, uneven), input),
        Arguments.of(new Pooling("zeros", Pooling.Kind.PADDED_AVERAGE, 4, outside), input),
        Arguments.of(new Pooling("max", Pooling.Kind.MAX, 4, uneven), input),
        Arguments.of(new Pooling("max", Pooling.Kind.MAX, 4, overlapping), input),
        Arguments.of(new Pooling("chance", Pooling.Kind.STOCHASTIC, 4, uneven), input),
        Arguments.of(new Pooling("chance", Pooling.Kind.STOCHASTIC, 4, overlapping), input),
        Arguments.of(new SpatialPooling("S3", 4, 2, 2, 4), new Shape(4, 8, 4)),
        Arguments.of(new SpatialPooling("S3", 1, 3, 1, 2), new Shape(1, 4, 6)),
        Arguments.of(new Flatten("flatten", input), input),
        Arguments.of(new Dropout("dropout", 0.3f), input));
  }

  /** What is drawn stays the same while inputs change. */
  @ParameterizedTest
  @MethodSource("windows")
  void firstDerivativesWhileDrawing(Layer layer, Shape input) {
    Network network = new Network(input, List.of(layer));
    assertFirstDerivatives(network, new OracleNetwork(network, input).drawing(Draws.of(3), 7));
  }

  static Stream<Arguments> normalized() {
    Shape maps = new Shape(3, 2, 2);
    return Stream.of(
        Arguments.of(new Shape(4, 1, 1), 5, List.of(new BatchNormalization("vectors", 4))),
        Arguments.of(maps, 1, List.of(new BatchNormalization("one sample", 3, 0.1f, 0.5f))),
        Arguments.of(
            maps,
            4,
            List.of(
                new BatchNormalization("first", 3, 0.1f, 0.5f),
                new Activation("tanh", ActivationFunction.TANH),
                new Convolution("2x2", Window.of(2), ConnectionTable.full(3, 4), false),
                new BatchNormalization("second", 4),
                new Activation("squash", ActivationFunction.SCALED_TANH))));
  }

  /** Mean and variance are those of the batch, and depend on every sample. */
  @ParameterizedTest
  @MethodSource("normalized")
  void firstDerivativesOfBatches(Shape input, int samples, List<Layer> layers) {
    Network network = new Network(input, layers);
    double[] w = values(network.parameterCount());
    double[] x = values(samples * input.size());
    double[] c = values(samples * network.output().size());
    OracleBatch batch = batch(network, samples);
    List<double[]> y = outputs(batch, x, w, samples);
    List<double[]> first = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      double[] d = y.get(sample).clone();
      for (int i = 0; i < d.length; i++) {
        d[i] += c[sample * d.length + i];
      }
      first.add(d);
    }
    double[] dw = new double[w.length];
    double[] dx =
        batch.backward(w, layers.size(), first, dw).stream()
            .flatMapToDouble(Arrays::stream)
            .toArray();
    Value error =
        () -> {
          double[] all =
              outputs(batch(network, samples), x, w, samples).stream()
                  .flatMapToDouble(Arrays::stream)
                  .toArray();
          double e = 0;
          for (int i = 0; i < all.length; i++) {
            e += c[i] * all[i] + all[i] * all[i] / 2;
          }
          return e;
        };
    assertSlopes(w, error, dw);
    assertSlopes(x, error, dx);
  }

  private static OracleBatch batch(Network network, int samples) {
    return new OracleBatch(
        IntStream.range(0, samples)
            .mapToObj(i -> new OracleNetwork(network, network.input()).drawing(Draws.of(3), i))
            .toList(),
        true);
  }

  private static List<double[]> outputs(OracleBatch batch, double[] x, double[] w, int samples) {
    int size = x.length / samples;
    List<double[]> inputs =
        IntStream.range(0, samples)
            .mapToObj(i -> Arrays.copyOfRange(x, i * size, (i + 1) * size))
            .toList();
    return batch.forward(inputs, w).stream().map(state -> state.get(state.size() - 1)).toList();
  }

  /** E = Σ c_i·y_i + ½·y_i², so that ∂E/∂y_i = c_i + y_i. */
  @ParameterizedTest
  @MethodSource({"layers", "windows"})
  void everyLayersFirstDerivatives(Layer layer, Shape input) {
    Network network = new Network(input, List.of(layer));
    assertFirstDerivatives(network, new OracleNetwork(network, input));
  }

  private void assertFirstDerivatives(Network network, OracleNetwork oracle) {
    Shape input = network.input();
    double[] w = values(network.parameterCount());
    double[] x = values(input.size());
    double[] c = values(network.output().size());
    List<double[]> states = oracle.forward(x, w);
    double[] first = new double[c.length];
    Arrays.setAll(first, i -> c[i] + states.get(1)[i]);
    double[] dw = new double[w.length];
    double[] dx = oracle.backward(states, w, first, dw);
    ToDoubleFunction<double[]> error =
        y -> {
          double e = 0;
          for (int i = 0; i < y.length; i++) {
            e += c[i] * y[i] + y[i] * y[i] / 2;
          }
          return e;
        };
    assertSlopes(w, () -> error.applyAsDouble(oracle.outputs(x, w)), dw);
    assertSlopes(x, () -> error.applyAsDouble(oracle.outputs(x, w)), dx);
  }

  static Stream<Arguments> networks() {
    Network small =
        new Network(
            new Shape(2, 10, 11),
            List.of(
                new Convolution("C1", 3, ConnectionTable.full(2, 4)),
                Activation.squash("C1.squash"),
                new Subsampling("S2", 4, 2),
                Activation.squash("S2.squash"),
                new Convolution("C3", 3, TABLE),
                Activation.squash("C3.squash"),
                new FullConnection("F4", 3, 5),
                Activation.squash("F4.squash"),
                new Convolution("C5", 2, ConnectionTable.full(5, 4)),
                Activation.squash("C5.squash"),
                new RadialBasis("RBF", centers(3, 4))));
    Network modern =
        new Network(
            new Shape(2, 5, 5),
            List.of(
                new Convolution("C1", 3, ConnectionTable.full(2, 4)),
                new Activation("C1.relu", ActivationFunction.RELU),
                new Convolution("C2", 3, TABLE),
                new Activation("C2.tanh", ActivationFunction.TANH),
                new Convolution("C3", 1, ConnectionTable.full(3, 4)),
                new FullConnection("F4", 4, 3)));
    return Stream.of(
        Arguments.of(small, 1, MSE),
        Arguments.of(small, 1, MAP),
        Arguments.of(modern, 1, ENTROPY),
        Arguments.of(modern, 1, SQUARED),
        Arguments.of(Network.lenet5(), 0.25, MSE),
        Arguments.of(Network.lenet5(), 0.25, MAP));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void wholeNetworksFirstDerivatives(Network network, double range, Loss kind) {
    OracleNetwork oracle = new OracleNetwork(network, network.input());
    LossEquations loss = new LossEquations(kind);
    double[] w = Arrays.stream(values(network.parameterCount())).map(v -> v * range).toArray();
    double[] x = values(network.input().size());
    List<double[]> states = oracle.forward(x, w);
    double[] dw = new double[w.length];
    Derivatives e = loss.derivatives(states.get(states.size() - 1), 1);
    double[] dx = oracle.backward(states, w, e.first(), dw);
    assertTrue(norm(dw) > 0.01 && norm(dx) > 0.01, "hardly any slope to check");
    assertSlopes(w, () -> loss.value(oracle.outputs(x, w), 1), dw);
    assertSlopes(x, () -> loss.value(oracle.outputs(x, w), 1), dx);
  }

  @Test
  void everyLossesDerivatives() {
    double[] y = {0.4, 2, 1.1, 0.9};
    for (Loss kind : List.of(MSE, MAP, ENTROPY, SQUARED)) {
      LossEquations loss = new LossEquations(kind);
      Derivatives e = loss.derivatives(y, 2);
      assertSlopes(y, () -> loss.value(y, 2), e.first());
      for (int i = 0; i < y.length; i++) {
        int row = i;
        double[] second = new double[y.length];
        Arrays.setAll(second, k -> -e.factor()[row] * e.factor()[k]);
        second[i] += e.diagonal()[i];
        assertSlopes(y, () -> loss.derivatives(y, 2).first()[row], second);
      }
    }
  }

  @Test
  void bothClassesOfASingleOutput() {
    double[] y = {0.4};
    for (Loss kind : List.of(ENTROPY, SMOOTHED, SQUARED)) {
      LossEquations loss = new LossEquations(kind);
      for (int label = 0; label < 2; label++) {
        int right = label;
        Derivatives e = loss.derivatives(y, right);
        double[] second = {e.diagonal()[0] - e.factor()[0] * e.factor()[0]};
        assertSlopes(y, () -> loss.value(y, right), e.first());
        assertSlopes(y, () -> loss.derivatives(y, right).first()[0], second);
      }
    }
  }

  @Test
  void crossEntropyOfLargeLogits() {
    LossEquations loss = new LossEquations(new Loss.CrossEntropy(1));
    double[] y = {-1e4, 1e4, 0};
    assertEquals(2e4, loss.value(y, 0), 1e-9);
    assertEquals(0, loss.value(y, 1), 1e-9);
    assertEquals(-1, loss.derivatives(y, 0).first()[0], 1e-9);
  }

  /** Below the logits, or the outputs, nothing is dropped for the parameters of the last layer. */
  @Test
  void parameterCurvatureOfTheLastLayer() {
    Shape input = new Shape(3, 1, 1);
    Network network = new Network(input, List.of(new FullConnection("full", 3, 4)));
    OracleNetwork oracle = new OracleNetwork(network, input);
    double[] w = values(network.parameterCount());
    double[] x = values(input.size());
    List<double[]> states = oracle.forward(x, w);
    for (Loss kind : List.of(ENTROPY, SMOOTHED, SQUARED)) {
      LossEquations loss = new LossEquations(kind);
      double[] hw = new double[w.length];
      oracle.curvature(states, w, loss.derivatives(states.get(1), 1), hw);
      assertCurvature(w, () -> loss.value(oracle.outputs(x, w), 1), hw);
    }
  }

  @Test
  void mapLossStaysFiniteAtLargePenalties() {
    LossEquations loss = new LossEquations(new Loss.MaximumAPosteriori(1000, 1));
    double[] y = {2000, 3000};
    assertEquals(2000 - 1000, loss.value(y, 0), 1e-9);
    assertEquals(1, loss.derivatives(y, 0).first()[0], 1e-9);
  }

  private static final Window SKIPPING = new Window(2, 3, 3, 4, new Padding.Given(0, 1, 0, 0));

  static Stream<Arguments> exact() {
    return Stream.of(MSE, MAP)
        .flatMap(
            loss ->
                Stream.of(
                    Arguments.of(new FullConnection("full", 3, 4), new Shape(3, 1, 1), loss),
                    Arguments.of(new Subsampling("all", 4, 3), new Shape(4, 3, 3), loss),
                    Arguments.of(
                        new Subsampling("part", 4, Window.of(2).withStride(3)),
                        new Shape(4, 3, 3),
                        loss),
                    Arguments.of(
                        new Convolution("stride", SKIPPING, ConnectionTable.full(2, 4), false),
                        new Shape(2, 3, 3),
                        loss),
                    Arguments.of(
                        new LocallyConnected("local", new Shape(2, 3, 3), SKIPPING, 4, true),
                        new Shape(2, 3, 3),
                        loss),
                    Arguments.of(
                        new Convolution("3x3", 3, ConnectionTable.full(2, 4)),
                        new Shape(2, 3, 3),
                        loss),
                    Arguments.of(
                        new Convolution(
                            "table",
                            2,
                            ConnectionTable.parse(
                                """
                              0 1 2 3
                            0 X . X X
                            1 . X . X
                            """)),
                        new Shape(2, 2, 2),
                        loss)));
  }

  /** One layer of weighted sums below the units: no square of a slope is dropped. */
  @ParameterizedTest
  @MethodSource("exact")
  void parameterCurvatureWhereTheRecursionIsExact(Layer layer, Shape input, Loss kind) {
    Network network = new Network(input, List.of(layer, new RadialBasis("RBF", centers(3, 4))));
    OracleNetwork oracle = new OracleNetwork(network, input);
    LossEquations loss = new LossEquations(kind);
    double[] w = Arrays.stream(values(network.parameterCount())).map(v -> v / 2).toArray();
    double[] x = values(input.size());
    double[] hw = new double[w.length];
    List<double[]> states = oracle.forward(x, w);
    oracle.curvature(states, w, loss.derivatives(states.get(2), 1), hw);
    assertCurvature(w, () -> loss.value(oracle.outputs(x, w), 1), hw);
  }

  /** Under (8) the Hessian by a radial basis unit's inputs is 2s·I, so one layer more is exact. */
  @Test
  void inputCurvatureWhereTheRecursionIsExact() {
    Shape input = new Shape(4, 6, 5);
    Network network =
        new Network(
            input,
            List.of(new Convolution("3x3", 3, TABLE), new RadialBasis("RBF", centers(1, 3))));
    OracleNetwork oracle = new OracleNetwork(network, input);
    double[] w = values(network.parameterCount());
    double[] x = values(input.size());
    List<double[]> states = oracle.forward(x, w);
    double[] ones = new double[network.output().size()];
    Arrays.fill(ones, 1);
    double[] zeros = new double[ones.length];
    double[] hw = new double[w.length];
    double[] hx = oracle.curvature(states, w, new Derivatives(ones, zeros, zeros), hw);
    assertCurvature(x, () -> Arrays.stream(oracle.outputs(x, w)).sum(), hx);
    assertCurvature(w, () -> Arrays.stream(oracle.outputs(x, w)).sum(), hw);
  }

  @Test
  void radialBasisInputCurvature() {
    Network network =
        new Network(new Shape(5, 1, 1), List.of(new RadialBasis("RBF", centers(3, 5))));
    OracleNetwork oracle = new OracleNetwork(network, network.input());
    double[] x = Arrays.stream(values(5)).map(v -> v / 4).toArray();
    for (Loss kind : List.of(MSE, MAP)) {
      LossEquations loss = new LossEquations(kind);
      List<double[]> states = oracle.forward(x, new double[0]);
      double[] hx =
          oracle.curvature(
              states, new double[0], loss.derivatives(states.get(1), 0), new double[0]);
      assertCurvature(x, () -> loss.value(oracle.outputs(x, new double[0]), 0), hx);
    }
  }

  /** Under (8) no ∂E/∂y_i is negative, so that nothing is left out. */
  @Test
  void radialBasisCenterCurvature() {
    RadialBasis layer = new RadialBasis("RBF", centers(3, 5), true);
    Network network = new Network(new Shape(5, 1, 1), List.of(layer));
    OracleNetwork oracle = new OracleNetwork(network, network.input());
    LossEquations loss = new LossEquations(MSE);
    double[] w = values(network.parameterCount());
    double[] x = values(5);
    double[] hw = new double[w.length];
    List<double[]> states = oracle.forward(x, w);
    oracle.curvature(states, w, loss.derivatives(states.get(1), 0), hw);
    assertCurvature(w, () -> loss.value(oracle.outputs(x, w), 0), hw);
  }

  /** Where ∂E/∂x = 0 the dropped term of f'' is 0: with the centre at what the squash gives. */
  @Test
  void squashCurvatureAtAMinimum() {
    double[] a = {-1.2, 0.3, 2};
    Network squash = new Network(new Shape(3, 1, 1), List.of(Activation.squash("squash")));
    double[] x = new OracleNetwork(squash, squash.input()).outputs(a, new double[0]);
    Centers center = new Centers(new float[][] {OracleMath.narrow(x)});
    Network network =
        new Network(
            squash.input(), List.of(Activation.squash("squash"), new RadialBasis("RBF", center)));
    OracleNetwork oracle = new OracleNetwork(network, network.input());
    LossEquations loss = new LossEquations(MSE);
    List<double[]> states = oracle.forward(a, new double[0]);
    double[] ha =
        oracle.curvature(states, new double[0], loss.derivatives(states.get(2), 0), new double[0]);
    assertCurvature(a, () -> loss.value(oracle.outputs(a, new double[0]), 0), ha);
  }

  private interface Value {
    double get();
  }

  /** Checks at most a hundred of the slopes, (E(v + h) − E(v − h)) / 2h. */
  private static void assertSlopes(double[] variables, Value error, double[] expected) {
    int stride = 1 + variables.length / 100;
    double scale = Math.max(norm(expected), 1e-3);
    for (int i = 0; i < variables.length; i += stride) {
      double at = variables[i];
      double step = 1e-5;
      variables[i] = at + step;
      double above = error.get();
      variables[i] = at - step;
      double below = error.get();
      variables[i] = at;
      double slope = (above - below) / (2 * step);
      assertEquals(slope, expected[i], 1e-7 * (scale + Math.abs(slope)), "variable " + i);
    }
  }

  /** Checks every second derivative, (E(v + h) − 2·E(v) + E(v − h)) / h². */
  private static void assertCurvature(double[] variables, Value error, double[] expected) {
    double scale = norm(expected);
    assertTrue(scale > 0, "every curvature is 0");
    for (int i = 0; i < variables.length; i++) {
      double at = variables[i];
      double step = 1e-3;
      double here = error.get();
      variables[i] = at + step;
      double above = error.get();
      variables[i] = at - step;
      double below = error.get();
      variables[i] = at;
      double second = (above - 2 * here + below) / (step * step);
      assertEquals(second, expected[i], 1e-5 * (scale + Math.abs(second)), "variable " + i);
    }
  }

  /** The root of the mean square. */
  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElse(0));
  }

  private double[] values(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private static Centers centers(int classes, int units) {
    SplittableRandom random = new SplittableRandom(classes * 100L + units);
    float[][] values = new float[classes][units];
    for (float[] row : values) {
      for (int i = 0; i < units; i++) {
        row[i] = random.nextBoolean() ? 1 : -1;
      }
    }
    return new Centers(values);
  }
}
