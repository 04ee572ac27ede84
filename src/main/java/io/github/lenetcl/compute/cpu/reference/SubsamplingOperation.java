package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import java.util.Arrays;

/**
 * y_m[r,c] = coefficient_m·Σ + bias_m, with Σ the sum of the inputs in any window, which may
 * overlap its neighbours.
 */
final class SubsamplingOperation implements Operation {

  private final Shape in;
  private final Shape out;
  private final WindowSums windows;
  private final int coefficientAt;
  private final int biasAt;
  private final ThreadLocal<float[]> planes;

  SubsamplingOperation(Subsampling layer, Shape input, int coefficientAt, int biasAt) {
    in = input;
    out = layer.outputShape(input);
    windows = new WindowSums(new Fields(layer.window(), in, out));
    this.coefficientAt = coefficientAt;
    this.biasAt = biasAt;
    planes = ThreadLocal.withInitial(() -> new float[out.area()]);
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    float[] sums = planes.get();
    for (int m = 0; m < out.maps(); m++) {
      windows.gather(x, xAt + m * in.area(), sums);
      int to = yAt + m * out.area();
      for (int u = 0; u < out.area(); u++) {
        y[to + u] = w[coefficientAt + m] * sums[u] + w[biasAt + m];
      }
    }
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    float[] values = planes.get();
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int m = 0; m < out.maps(); m++) {
      float factor = degree.factor(w[coefficientAt + m]);
      int from = dyAt + m * out.area();
      for (int u = 0; u < out.area(); u++) {
        values[u] = factor * dy[from + u];
      }
      windows.spread(values, dx, dxAt + m * in.area());
    }
  }

  /**
   * The coefficient is one connection to the sum, so that its input is Σ and not the window's
   * inputs apart.
   */
  @Override
  public void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    float[] sums = planes.get();
    for (int m = 0; m < out.maps(); m++) {
      windows.gather(x, xAt + m * in.area(), sums);
      float coefficient = 0;
      float bias = 0;
      for (int r = 0; r < out.height(); r++) {
        float coefficientRow = 0;
        float biasRow = 0;
        for (int c = 0; c < out.width(); c++) {
          float sum = sums[r * out.width() + c];
          float value = dy[dyAt + windows.fields().unit(m, r, c)];
          coefficientRow += degree.factor(sum) * value;
          biasRow += value;
        }
        coefficient += coefficientRow;
        bias += biasRow;
      }
      dw[coefficientAt + m] += coefficient;
      dw[biasAt + m] += bias;
    }
  }
}
