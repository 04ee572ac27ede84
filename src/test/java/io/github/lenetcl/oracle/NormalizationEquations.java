package io.github.lenetcl.oracle;

import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.Shape;
import java.util.Optional;

/**
 * y = scale·(x − μ)/√(σ² + ε) + shift, μ and σ² the running ones or given ones, which do not depend
 * on the inputs. {@link NormalizationBatch} has what differs where they do.
 */
record NormalizationEquations(
    BatchNormalization layer, Shape input, int offset, Optional<NormalizationBatch> batch)
    implements Equations {

  /** Returns the same with the statistics of a batch. */
  Equations with(NormalizationBatch taken) {
    return new NormalizationEquations(layer, input, offset, Optional.of(taken));
  }

  private double mean(double[] w, int map) {
    return batch.map(b -> b.mean(map)).orElseGet(() -> w[offset + 2 * layer.maps() + map]);
  }

  private double deviation(double[] w, int map) {
    double variance =
        batch.map(b -> b.variance(map)).orElseGet(() -> w[offset + 3 * layer.maps() + map]);
    return Math.sqrt(variance + layer.epsilon());
  }

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      int map = i / input.area();
      double normal = (x[i] - mean(w, map)) / deviation(w, map);
      y[i] = w[offset + map] * normal + w[offset + layer.maps() + map];
    }
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] dy, double[] dw) {
    return through(x, w, dy, dw, 1);
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] hy, double[] hw) {
    return through(x, w, hy, hw, 2);
  }

  private double[] through(double[] x, double[] w, double[] d, double[] sums, int power) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int map = i / input.area();
      double normal = (x[i] - mean(w, map)) / deviation(w, map);
      sums[offset + map] += Math.pow(normal, power) * d[i];
      sums[offset + layer.maps() + map] += d[i];
      result[i] = Math.pow(w[offset + map] / deviation(w, map), power) * d[i];
    }
    return result;
  }
}
