package io.github.lenetcl.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle against another framework's automatic differentiation. */
class ReferenceTest {

  private static final double TOLERANCE = 1e-10;

  private final Network lenet5 = Network.lenet5();
  private final OracleNetwork oracle = new OracleNetwork(lenet5, lenet5.input());

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void givesTheOutputsOfEveryLayer(String name) {
    ReferenceCase reference = new ReferenceCase(name);
    for (String layer : List.of("C1", "S2", "C3", "S4", "C5", "F6", "RBF")) {
      int index = squashed(layer);
      double[] outputs =
          IntStream.range(0, reference.samples())
              .mapToObj(sample -> states(reference, sample).get(index + 1))
              .flatMapToDouble(Arrays::stream)
              .toArray();
      assertClose(layer, reference.output(layer), outputs);
    }
  }

  @ParameterizedTest
  @CsvSource({"a, map", "a, mse", "b, map", "b, mse", "c, map", "c, mse"})
  void givesLossGradientAndCurvature(String name, String lossName) {
    ReferenceCase reference = new ReferenceCase(name);
    LossEquations loss =
        new LossEquations(
            lossName.equals("map")
                ? new Loss.MaximumAPosteriori(reference.j(), 1)
                : new Loss.MeanSquaredError(1));
    double[] w = reference.parameters();
    double value = 0;
    double[] gradient = new double[w.length];
    double[] curvature = new double[w.length];
    int samples = reference.samples();
    for (int sample = 0; sample < samples; sample++) {
      List<double[]> states = states(reference, sample);
      double[] y = states.get(states.size() - 1);
      int label = reference.labels()[sample];
      Derivatives e = loss.derivatives(y, label);
      value += loss.value(y, label) / samples;
      oracle.backward(states, w, e.first(), gradient);
      oracle.curvature(states, w, e, curvature);
    }
    assertEquals(reference.loss(lossName), value, TOLERANCE * value);
    for (Parameter parameter : lenet5.parameters()) {
      assertClose(
          parameter.name() + " gradient",
          part(reference.gradient(lossName), parameter, 1),
          part(gradient, parameter, samples));
      assertClose(
          parameter.name() + " curvature",
          part(reference.curvature(lossName), parameter, 1),
          part(curvature, parameter, samples));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void standsOnOurCentersAndNoAbsentConnection(String name) {
    ReferenceCase reference = new ReferenceCase(name);
    float[] centers = lenet5.centers().orElseThrow().flat();
    assertArrayEquals(
        IntStream.range(0, centers.length).mapToDouble(i -> centers[i]).toArray(),
        reference.tensor("parameter.RBF.centers"));
    long absent =
        Arrays.stream(reference.tensor("parameter.C3.weight")).filter(w -> w == 0).count();
    assertEquals(36 * 25, absent);
  }

  private List<double[]> states(ReferenceCase reference, int sample) {
    int size = lenet5.input().size();
    double[] input = Arrays.copyOfRange(reference.inputs(), sample * size, (sample + 1) * size);
    return oracle.forward(input, reference.parameters());
  }

  /** The index of a layer's squash, or of the layer where it has none. */
  private int squashed(String layer) {
    List<String> names = lenet5.layers().stream().map(each -> each.name()).toList();
    return Math.max(names.indexOf(layer), names.indexOf(layer + ".squash"));
  }

  private static double[] part(double[] vector, Parameter parameter, int divisor) {
    return Arrays.stream(vector, parameter.offset(), parameter.offset() + parameter.size())
        .map(value -> value / divisor)
        .toArray();
  }

  private static void assertClose(String what, double[] expected, double[] actual) {
    double error = OracleMath.relativeL2(expected, actual);
    assertTrue(error <= TOLERANCE, () -> what + ": relative L2 error " + error);
  }
}
