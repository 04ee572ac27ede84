package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/**
 * y = the largest input in the window. Derivatives, first and second, go to that input; of equals
 * to the first in the order of rows.
 */
final class MaxPoolingOperation implements WithoutParameters {

  private static final int NONE = -1;

  private final Fields fields;
  private final Shape in;
  private final Shape out;

  MaxPoolingOperation(Pooling layer, Shape input) {
    in = input;
    out = layer.outputShape(input);
    fields = new Fields(layer.window(), in, out);
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    for (int m = 0; m < out.maps(); m++) {
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          int largest = largest(x, xAt, m, r, c);
          y[yAt + fields.unit(m, r, c)] = largest == NONE ? 0 : x[xAt + largest];
        }
      }
    }
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int m = 0; m < out.maps(); m++) {
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          int largest = largest(x, xAt, m, r, c);
          if (largest != NONE) {
            dx[dxAt + largest] += dy[dyAt + fields.unit(m, r, c)];
          }
        }
      }
    }
  }

  /** Where in the sample the largest input in a window stands. */
  private int largest(float[] x, int xAt, int m, int r, int c) {
    int largest = NONE;
    for (int row = fields.firstRow(r); row < fields.endRow(r); row++) {
      int line = (m * in.height() + row) * in.width();
      for (int column = fields.firstColumn(c); column < fields.endColumn(c); column++) {
        if (largest == NONE || x[xAt + line + column] > x[xAt + largest]) {
          largest = line + column;
        }
      }
    }
    return largest;
  }
}
