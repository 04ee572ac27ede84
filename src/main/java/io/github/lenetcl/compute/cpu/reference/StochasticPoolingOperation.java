package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.cpu.images.CounterRandom;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/**
 * While drawing y = one of the inputs in the window, by chance in proportion to those above 0;
 * otherwise y = Σx²/Σx, their mean by these chances, with ∂y/∂x = (2x − y)/Σx.
 */
final class StochasticPoolingOperation implements WithoutParameters {

  private static final int NONE = -1;

  private final Fields fields;
  private final Shape in;
  private final Shape out;
  private final PassDraws.OfLayer draws;

  StochasticPoolingOperation(Pooling layer, Shape input, PassDraws.OfLayer draws) {
    in = input;
    out = layer.outputShape(input);
    fields = new Fields(layer.window(), in, out);
    this.draws = draws;
  }

  /** Sees the window of one unit. */
  private interface Visitor {
    void see(int m, int r, int c);
  }

  private void forEachUnit(Visitor visitor) {
    for (int m = 0; m < out.maps(); m++) {
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          visitor.see(m, r, c);
        }
      }
    }
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    if (draws.on()) {
      CounterRandom random = draws.of(xAt / in.size());
      forEachUnit(
          (m, r, c) -> {
            int drawn = drawn(x, xAt, m, r, c, random);
            y[yAt + fields.unit(m, r, c)] = drawn == NONE ? 0 : x[xAt + drawn];
          });
    } else {
      forEachUnit(
          (m, r, c) -> y[yAt + fields.unit(m, r, c)] = mean(x, xAt, m, r, c, sum(x, xAt, m, r, c)));
    }
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    if (draws.on()) {
      CounterRandom random = draws.of(xAt / in.size());
      forEachUnit(
          (m, r, c) -> {
            int drawn = drawn(x, xAt, m, r, c, random);
            if (drawn != NONE) {
              dx[dxAt + drawn] += dy[dyAt + fields.unit(m, r, c)];
            }
          });
    } else {
      forEachUnit(
          (m, r, c) -> spread(degree, x, xAt, m, r, c, dy[dyAt + fields.unit(m, r, c)], dx, dxAt));
    }
  }

  private void spread(
      Degree degree, float[] x, int xAt, int m, int r, int c, float value, float[] dx, int dxAt) {
    float sum = sum(x, xAt, m, r, c);
    float mean = mean(x, xAt, m, r, c, sum);
    for (int row = fields.firstRow(r); row < fields.endRow(r); row++) {
      int line = (m * in.height() + row) * in.width();
      for (int column = fields.firstColumn(c); column < fields.endColumn(c); column++) {
        float a = x[xAt + line + column];
        if (a > 0) {
          dx[dxAt + line + column] += degree.factor((2 * a - mean) / sum) * value;
        }
      }
    }
  }

  /** The sum of the inputs above 0 in a window, in the order of rows. */
  private float sum(float[] x, int xAt, int m, int r, int c) {
    float sum = 0;
    for (int row = fields.firstRow(r); row < fields.endRow(r); row++) {
      int line = xAt + (m * in.height() + row) * in.width();
      for (int column = fields.firstColumn(c); column < fields.endColumn(c); column++) {
        sum += Math.max(x[line + column], 0);
      }
    }
    return sum;
  }

  private float mean(float[] x, int xAt, int m, int r, int c, float sum) {
    float squares = 0;
    for (int row = fields.firstRow(r); row < fields.endRow(r); row++) {
      int line = xAt + (m * in.height() + row) * in.width();
      for (int column = fields.firstColumn(c); column < fields.endColumn(c); column++) {
        float a = Math.max(x[line + column], 0);
        squares += a * a;
      }
    }
    return sum > 0 ? squares / sum : 0;
  }

  /**
   * Where in the sample the input stands that a unit draws: {@link #NONE} where none is above 0.
   */
  private int drawn(float[] x, int xAt, int m, int r, int c, CounterRandom random) {
    int k = random.first24(fields.unit(m, r, c));
    float threshold = k * 0x1p-24f * sum(x, xAt, m, r, c);
    float sum = 0;
    for (int row = fields.firstRow(r); row < fields.endRow(r); row++) {
      int line = (m * in.height() + row) * in.width();
      for (int column = fields.firstColumn(c); column < fields.endColumn(c); column++) {
        sum += Math.max(x[xAt + line + column], 0);
        if (sum > threshold) {
          return line + column;
        }
      }
    }
    return NONE;
  }
}
