package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;

/**
 * y = scale·(x − mean)/σ + shift with the statistics that hold now, at each of {@code area}
 * positions of each map.
 */
public record NormalizationOperation(BatchStatistics.OfLayer statistics, int area)
    implements Operation {

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    for (int map = 0; map < statistics.maps(); map++) {
      float mean = statistics.mean(map);
      float factor = statistics.factor(w, map);
      float shift = w[statistics.shiftAt() + map];
      int at = map * area;
      for (int i = at; i < at + area; i++) {
        y[yAt + i] = factor * (x[xAt + i] - mean) + shift;
      }
    }
  }

  /**
   * ∂E/∂x = scale/σ·(∂E/∂y − m₁ − x̂·m₂), x̂ = (x − mean)/σ, m₁ and m₂ the means of ∂E/∂y and of
   * x̂·∂E/∂y over the batch, 0 where mean and σ do not depend on it; second derivatives do without.
   */
  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    for (int map = 0; map < statistics.maps(); map++) {
      float factor = statistics.factor(w, map);
      float first = statistics.derivative(map);
      float second = statistics.product(map);
      int at = map * area;
      for (int i = at; i < at + area; i++) {
        float normal = normal(map, x[xAt + i]);
        dx[dxAt + i] =
            degree == Degree.FIRST
                ? factor * (dy[dyAt + i] - first - normal * second)
                : factor * factor * dy[dyAt + i];
      }
    }
  }

  /** That of a batch is taken with its derivatives, in one sum. */
  @Override
  public void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    if (degree == Degree.SECOND) {
      addCurvature(x, xAt, dy, dyAt, dw);
      return;
    }
    if (statistics.areOfBatch()) {
      return;
    }
    double[] sums = new double[2 * statistics.maps()];
    addDerivatives(x, xAt, dy, dyAt, sums);
    for (int map = 0; map < statistics.maps(); map++) {
      dw[statistics.shiftAt() + map] += (float) sums[map];
      dw[statistics.scaleAt() + map] += (float) sums[statistics.maps() + map];
    }
  }

  private void addCurvature(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {
    for (int map = 0; map < statistics.maps(); map++) {
      double shift = 0;
      double scale = 0;
      int at = map * area;
      for (int i = at; i < at + area; i++) {
        float normal = normal(map, x[xAt + i]);
        shift += hy[hyAt + i];
        scale += normal * normal * hy[hyAt + i];
      }
      hw[statistics.shiftAt() + map] += (float) shift;
      hw[statistics.scaleAt() + map] += (float) scale;
    }
  }

  private float normal(int map, float x) {
    return (x - statistics.mean(map)) * statistics.inverse(map);
  }

  /** Adds Σx of each map and behind these Σx². */
  public void addValues(float[] x, int xAt, double[] sums) {
    for (int map = 0; map < statistics.maps(); map++) {
      double sum = 0;
      double squares = 0;
      int at = xAt + map * area;
      for (int i = at; i < at + area; i++) {
        double value = x[i];
        sum += value;
        squares += value * value;
      }
      sums[map] += sum;
      sums[statistics.maps() + map] += squares;
    }
  }

  /** Adds Σ∂E/∂y of each map and behind these Σx̂·∂E/∂y, which cancel: in double precision. */
  public void addDerivatives(float[] x, int xAt, float[] dy, int dyAt, double[] sums) {
    for (int map = 0; map < statistics.maps(); map++) {
      double mean = statistics.mean(map);
      double sum = 0;
      double products = 0;
      int at = map * area;
      for (int i = at; i < at + area; i++) {
        sum += dy[dyAt + i];
        products += (x[xAt + i] - mean) * dy[dyAt + i];
      }
      sums[map] += sum;
      sums[statistics.maps() + map] +=
          products * statistics.inverse(map) - statistics.normalRest(map) * sum;
    }
  }
}
