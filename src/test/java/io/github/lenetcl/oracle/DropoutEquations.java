package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Dropout;
import java.util.Optional;

/** While drawing y_i = x_i/(1 − rate), or 0 for those that are dropped; otherwise y = x. */
record DropoutEquations(Dropout layer, Optional<CounterDraws> draws) implements Equations {

  @Override
  public Equations drawing(CounterDraws drawn) {
    return new DropoutEquations(layer, Optional.of(drawn));
  }

  @Override
  public double[] forward(double[] x, double[] w) {
    return scaled(x, 1);
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    return scaled(dy, 1);
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    return scaled(hy, 2);
  }

  private double[] scaled(double[] values, int power) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = factor(i) == 0 ? 0 : Math.pow(factor(i), power) * values[i];
    }
    return result;
  }

  private double factor(int i) {
    if (draws.isEmpty()) {
      return 1;
    }
    double u = draws.get().bits(i, 0) / 0x1p24;
    return u < Math.rint(layer.rate() * 0x1p24) / 0x1p24 ? 0 : 1 / (1 - (double) layer.rate());
  }
}
