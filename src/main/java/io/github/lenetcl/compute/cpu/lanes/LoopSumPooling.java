package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.LANES;
import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.START;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.WindowFactors;
import io.github.lenetcl.compute.cpu.reference.Fields;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;

/**
 * Trainable subsampling, or means of windows, over a block of samples: the sum of each window times
 * a factor, plus a bias. A row of units is summed down its rows, then across, as by a kernel of
 * ones that moves by one column; the units pick their places of that.
 */
final class LoopSumPooling implements LaneLayer {

  private final int boundary;
  private final Fields fields;
  private final Shape in;
  private final Shape out;
  private final WindowFactors factors;

  /** A one for each column of a window, and zeros to as many as a loop takes. */
  private final float[] ones;

  private final ThreadLocal<Near> near;

  /** Rows to work in; they lead back to nothing, or threads would keep all of this. */
  private static final class Near {
    private final float[] row;
    private final float[] column;
    private final float[] sums;
    private final float[] units;
    private final float[] coefficients = new float[LANES];
    private final float[] biases = new float[LANES];

    Near(int length) {
      row = new float[length];
      column = new float[length];
      sums = new float[length];
      units = new float[length];
    }
  }

  LoopSumPooling(int boundary, Window window, Shape in, Shape out, WindowFactors factors) {
    this.boundary = boundary;
    this.in = in;
    this.out = out;
    this.factors = factors;
    fields = new Fields(window, in, out);
    ones = new float[window.width() == 1 ? 1 : window.width() <= 3 ? 3 : LaneLoops.TAPS];
    Arrays.fill(ones, 0, window.width(), 1);
    int columns = Math.max(in.width() + 2 * window.width(), span() + 2 * window.width());
    int length = 2 * START + columns * LANES;
    near = ThreadLocal.withInitial(() -> new Near(length));
  }

  /** Returns whether there are loops for a window. */
  static boolean accepts(Window window, Shape in) {
    return window.width() <= LaneLoops.TAPS && window.left(in.width()) < LaneLoops.TAPS;
  }

  @Override
  public String name() {
    return LoopTable.NAME;
  }

  /** Columns from the first unit's first to the last unit's first. */
  private int span() {
    return (out.width() - 1) * fields.window().strideAcross() + 1;
  }

  private float factor(float[] w, int map, int r, int c) {
    int rows = Math.max(0, fields.endRow(r) - fields.firstRow(r));
    int columns = Math.max(0, fields.endColumn(c) - fields.firstColumn(c));
    return factors.factor(w, map, rows * columns);
  }

  /** Sums the windows of a row of units: that of unit c is at START + c·across·LANES. */
  private void sum(float[] x, int map, int r, Near near) {
    Arrays.fill(near.column, 0);
    Arrays.fill(near.sums, 0);
    int begin = START + fields.left() * LANES;
    int length = in.width() * LANES;
    for (int y = fields.firstRow(r); y < fields.endRow(r); y++) {
      System.arraycopy(x, LaneRows.at(map, y, in), near.row, begin, length);
      LaneLoops.add(near.column, near.row, begin, begin + length);
    }
    LaneLoops.addTaps(near.column, ones, 0, ones.length, START, START + span() * LANES, near.sums);
  }

  private int unit(int c) {
    return START + c * fields.window().strideAcross() * LANES;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    Near rows = near.get();
    for (int m = 0; m < out.maps(); m++) {
      float bias = factors.bias(w, m);
      for (int r = 0; r < out.height(); r++) {
        sum(x, m, r, rows);
        for (int c = 0; c < out.width(); c++) {
          float factor = factor(w, m, r, c);
          scale(rows.sums, unit(c), factor, bias, y, LaneRows.at(m, r, out) + c * LANES);
        }
      }
    }
  }

  private static void scale(float[] from, int at, float factor, float bias, float[] to, int toAt) {
    for (int s = 0; s < LANES; s++) {
      to[toAt + s] = factor * from[at + s] + bias;
    }
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    boolean apart = fields.window().strideDown() >= fields.window().height();
    Near rows = near.get();
    int length = in.width() * LANES;
    Arrays.fill(dx, 0, in.size() * LANES, 0);
    for (int m = 0; m < out.maps(); m++) {
      for (int r = 0; r < out.height(); r++) {
        giveBack(w, dy, m, r, rows);
        for (int y = fields.firstRow(r); y < fields.endRow(r); y++) {
          int to = LaneRows.at(m, y, in);
          if (apart) {
            System.arraycopy(rows.sums, START, dx, to, length);
          } else {
            add(rows.sums, dx, to, length);
          }
        }
      }
    }
  }

  private static void add(float[] sums, float[] to, int at, int length) {
    for (int t = 0; t < length; t++) {
      to[at + t] += sums[START + t];
    }
  }

  /** Makes the row that every row of the windows of a row of units gets. */
  private void giveBack(float[] w, float[] dy, int map, int r, Near near) {
    Arrays.fill(near.units, 0);
    Arrays.fill(near.sums, 0);
    for (int c = 0; c < out.width(); c++) {
      int at = unit(c) - fields.left() * LANES;
      scale(dy, LaneRows.at(map, r, out) + c * LANES, factor(w, map, r, c), 0, near.units, at);
    }
    LaneLoops.addTapsBack(
        near.units, ones, 0, ones.length, START, START + in.width() * LANES, near.sums);
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    if (!factors.trainable()) {
      return;
    }
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    Near rows = near.get();
    for (int m = 0; m < out.maps(); m++) {
      Arrays.fill(rows.coefficients, 0);
      Arrays.fill(rows.biases, 0);
      for (int r = 0; r < out.height(); r++) {
        sum(x, m, r, rows);
        for (int c = 0; c < out.width(); c++) {
          int at = unit(c);
          int from = LaneRows.at(m, r, out) + c * LANES;
          for (int s = 0; s < LANES; s++) {
            rows.coefficients[s] += rows.sums[at + s] * dy[from + s];
            rows.biases[s] += dy[from + s];
          }
        }
      }
      dw[factors.coefficientAt() + m] += LaneLoops.sum(rows.coefficients, 0, LANES);
      dw[factors.biasAt() + m] += LaneLoops.sum(rows.biases, 0, LANES);
    }
  }
}
