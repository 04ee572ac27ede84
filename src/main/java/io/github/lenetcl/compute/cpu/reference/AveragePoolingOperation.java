package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/**
 * y = Σx/n over the window, n being the inputs in it or, where zeros of the padding count, its
 * area; the second derivatives have the factor 1/n².
 */
final class AveragePoolingOperation implements WithoutParameters {

  private final Shape in;
  private final Shape out;
  private final WindowSums windows;

  /** For each unit of a map 1/n, or 0 where its window lies in the padding. */
  private final float[] factors;

  private final ThreadLocal<float[]> planes;

  AveragePoolingOperation(Pooling layer, Shape input) {
    in = input;
    out = layer.outputShape(input);
    Fields fields = new Fields(layer.window(), in, out);
    windows = new WindowSums(fields);
    factors = new float[out.area()];
    for (int u = 0; u < factors.length; u++) {
      int r = u / out.width();
      int c = u % out.width();
      int rows = Math.max(0, fields.endRow(r) - fields.firstRow(r));
      int columns = Math.max(0, fields.endColumn(c) - fields.firstColumn(c));
      int values = layer.kind() == Pooling.Kind.AVERAGE ? rows * columns : layer.window().area();
      factors[u] = rows * columns == 0 ? 0 : 1f / values;
    }
    planes = ThreadLocal.withInitial(() -> new float[out.area()]);
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    float[] sums = planes.get();
    for (int m = 0; m < out.maps(); m++) {
      windows.gather(x, xAt + m * in.area(), sums);
      int to = yAt + m * out.area();
      for (int u = 0; u < factors.length; u++) {
        y[to + u] = factors[u] * sums[u];
      }
    }
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    float[] values = planes.get();
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int m = 0; m < out.maps(); m++) {
      int from = dyAt + m * out.area();
      for (int u = 0; u < factors.length; u++) {
        values[u] = degree.factor(factors[u]) * dy[from + u];
      }
      windows.spread(values, dx, dxAt + m * in.area());
    }
  }
}
