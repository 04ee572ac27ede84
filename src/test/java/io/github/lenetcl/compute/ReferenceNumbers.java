package io.github.lenetcl.compute;

import static io.github.lenetcl.oracle.OracleMath.narrow;
import static io.github.lenetcl.oracle.OracleMath.relativeL2;
import static io.github.lenetcl.oracle.OracleMath.widen;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.oracle.ReferenceCase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend's LeNet-5 against another framework's automatic differentiation, from bytes on. */
public abstract class ReferenceNumbers {

  private static final double TOLERANCE = 1e-5;
  private static final int SIDE = 28;

  private final Network lenet5 = Network.lenet5();

  /** Opens the backend. */
  protected abstract Backend open();

  @ParameterizedTest
  @CsvSource({"a, map", "a, mse", "b, map", "b, mse", "c, map", "c, mse"})
  void givesTheOutputsLossGradientAndCurvature(String name, String lossName) {
    ReferenceCase reference = new ReferenceCase(name);
    int samples = reference.samples();
    Loss loss =
        lossName.equals("map")
            ? new Loss.MaximumAPosteriori(reference.j(), 1)
            : new Loss.MeanSquaredError(1);
    try (Backend backend = open();
        ResidentImages images = backend.load(images(reference), Scaling.paper());
        Plan plan = backend.plan(PlanSpec.training(lenet5, samples))) {
      Source.Samples all = Source.Samples.all(images);
      plan.write(Vector.PARAMETERS, narrow(reference.parameters()));
      plan.forward(all);
      for (String layer : List.of("C1", "S2", "C3", "S4", "C5", "F6", "RBF")) {
        assertClose(layer, reference.output(layer), widen(plan.output(index(layer))));
      }
      Tally tally = plan.seed(loss, all, 1f / samples).await();
      double expected = reference.loss(lossName);
      assertEquals(expected, tally.meanLoss(), TOLERANCE * expected);
      plan.backward(Accumulation.REPLACE);
      plan.curvature(Accumulation.REPLACE);
      assertClose("gradient", reference.gradient(lossName), plan.read(Vector.GRADIENT));
      assertClose("curvature", reference.curvature(lossName), plan.read(Vector.CURVATURE));
    }
  }

  private int index(String layer) {
    return lenet5.layers().stream().map(each -> each.name()).toList().indexOf(layer);
  }

  private void assertClose(String what, double[] expected, float[] actual) {
    for (Parameter parameter : lenet5.parameters()) {
      int from = parameter.offset();
      int to = from + parameter.size();
      assertClose(
          what + " of " + parameter.name(),
          Arrays.copyOfRange(expected, from, to),
          Arrays.copyOfRange(widen(actual), from, to));
    }
  }

  private static void assertClose(String what, double[] expected, double[] actual) {
    double error = relativeL2(expected, actual);
    assertTrue(error <= TOLERANCE, () -> what + ": relative L2 error " + error);
  }

  /** The 28×28 grey levels in the middle of the inputs. */
  private GreyImages images(ReferenceCase reference) {
    double[] inputs = reference.inputs();
    double[] again = new double[inputs.length];
    Arrays.fill(again, Scaling.paper().background());
    int size = lenet5.input().size();
    int border = (lenet5.input().width() - SIDE) / 2;
    byte[] pixels = new byte[reference.samples() * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int row = border + i / SIDE % SIDE;
      int column = border + i % SIDE;
      int at = i / (SIDE * SIDE) * size + row * lenet5.input().width() + column;
      int grey = (int) Math.round((inputs[at] + 0.1) / 1.275 * 255);
      pixels[i] = (byte) grey;
      again[at] = Scaling.paper().levels()[grey];
    }
    assertArrayEquals(inputs, again, 1e-7, "the inputs are scaled grey levels");
    return new GreyImages(SIDE, SIDE, pixels, reference.labels());
  }
}
