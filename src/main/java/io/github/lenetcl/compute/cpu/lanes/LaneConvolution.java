package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.START;

import io.github.lenetcl.network.ConnectionTable;
import java.util.Arrays;

/**
 * A convolution over a block of samples, a row of a kernel and a row of a map at a time. Weights
 * that are missing to {@value #TAPS} in a row are zeros.
 */
final class LaneConvolution implements LaneOperation {

  /** The largest kernel's side. */
  static final int TAPS = LaneMaps.MARGIN + 1;

  private final int kernel;
  private final LaneMaps x;
  private final LaneMaps y;
  private final int weightAt;
  private final int biasAt;
  private final int[] inputOf;
  private final int[] outputOf;

  /** The weights, each row of a kernel filled up to {@value #TAPS}. */
  private final float[] taps;

  private final ThreadLocal<Near> near;

  /** Rows that lie alike to the lines of the cache; what is met often is copied there. */
  private static final class Near {

    /** Zeros, in place of the row behind the last and of sums not begun. */
    private final float[][] none = new float[1][];

    /** A sum for each weight of a kernel's row. */
    private final float[][] sums = new float[TAPS][];

    /** A row of each output map, or the rows of one. */
    private final float[][] y;

    /** A row of each input map, or the rows of one. */
    private final float[][] x;

    Near(LaneMaps xMaps, LaneMaps yMaps) {
      y = new float[Math.max(yMaps.shape().maps(), yMaps.shape().height())][];
      x = new float[Math.max(xMaps.shape().maps(), xMaps.shape().height())][];
      LaneRows.make(none, yMaps.end() + START);
      LaneRows.make(sums, yMaps.end() + START);
      LaneRows.make(y, yMaps.end() + START);
      LaneRows.make(x, xMaps.end() + START);
    }
  }

  LaneConvolution(
      int kernel, ConnectionTable table, LaneMaps x, LaneMaps y, int weightAt, int biasAt) {
    this.kernel = kernel;
    this.x = x;
    this.y = y;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    inputOf = table.pairInputs();
    outputOf = table.pairOutputs();
    taps = new float[inputOf.length * kernel * TAPS];
    near = ThreadLocal.withInitial(() -> new Near(x, y));
  }

  @Override
  public void prepare(float[] w) {
    for (int row = 0; row < inputOf.length * kernel; row++) {
      System.arraycopy(w, weightAt + row * kernel, taps, row * TAPS, kernel);
    }
  }

  private static void copy(float[] from, float[] to, LaneMaps maps) {
    System.arraycopy(from, START, to, START, maps.length());
  }

  @Override
  public void forward(float[] w, float[][] from, float[][] to) {
    Near near = this.near.get();
    for (int r = 0; r < y.shape().height(); r++) {
      for (int o = 0; o < y.shape().maps(); o++) {
        Arrays.fill(near.y[o], START, y.end(), w[biasAt + o]);
      }
      for (int p = 0; p < kernel; p++) {
        for (int i = 0; i < x.shape().maps(); i++) {
          copy(from[x.row(i, r + p)], near.x[i], x);
        }
        for (int pair = 0; pair < inputOf.length; pair++) {
          int at = (pair * kernel + p) * TAPS;
          LaneLoops.addTaps(
              near.y[outputOf[pair]], near.x[inputOf[pair]], taps, at, START, y.end());
        }
      }
      for (int o = 0; o < y.shape().maps(); o++) {
        copy(near.y[o], to[y.row(o, r)], y);
      }
    }
  }

  @Override
  public void backwardInputs(float[] w, float[][] values, float[][] dy, float[][] dx) {
    Near near = this.near.get();
    for (int r = 0; r < x.shape().height(); r++) {
      for (int i = 0; i < x.shape().maps(); i++) {
        Arrays.fill(near.x[i], START, x.end(), 0);
      }
      int last = Math.min(kernel - 1, r);
      for (int p = Math.max(0, r - y.shape().height() + 1); p <= last; p++) {
        for (int o = 0; o < y.shape().maps(); o++) {
          copy(dy[y.row(o, r - p)], near.y[o], y);
        }
        for (int pair = 0; pair < inputOf.length; pair++) {
          int at = (pair * kernel + p) * TAPS;
          LaneLoops.addTapsBack(
              near.x[inputOf[pair]], near.y[outputOf[pair]], taps, at, START, x.end());
        }
      }
      for (int i = 0; i < x.shape().maps(); i++) {
        copy(near.x[i], dx[x.row(i, r)], x);
      }
    }
  }

  @Override
  public void backwardParameters(float[][] from, float[][] dy, float[] dw) {
    Near near = this.near.get();
    int o = -1;
    int i = -1;
    for (int pair = 0; pair < inputOf.length; pair++) {
      if (o != outputOf[pair]) {
        o = outputOf[pair];
        for (int r = 0; r < y.shape().height(); r++) {
          copy(dy[y.row(o, r)], near.y[r], y);
        }
        dw[biasAt + o] += biasGradient(near);
      }
      if (i != inputOf[pair]) {
        i = inputOf[pair];
        for (int r = 0; r < x.shape().height(); r++) {
          copy(from[x.row(i, r)], near.x[r], x);
        }
      }
      for (int p = 0; p < kernel; p++) {
        correlate(near, p);
        for (int q = 0; q < kernel; q++) {
          dw[weightAt + (pair * kernel + p) * kernel + q] +=
              LaneLoops.sum(near.sums[q], START, y.end());
        }
      }
    }
  }

  private float biasGradient(Near near) {
    float[] sums = near.sums[0];
    Arrays.fill(sums, START, y.end(), 0);
    for (int r = 0; r < y.shape().height(); r++) {
      LaneLoops.add(sums, near.y[r], START, y.end());
    }
    return LaneLoops.sum(sums, START, y.end());
  }

  /** Σ_r dy_o[r,c]·x_i[r+p,c+q] for each q of a kernel's row, two rows of the maps at a time. */
  private void correlate(Near near, int p) {
    float[] none = near.none[0];
    int height = y.shape().height();
    for (int r = 0; r < height; r += 2) {
      boolean both = r + 1 < height;
      float[] second = both ? near.y[r + 1] : none;
      float[] secondX = near.x[both ? r + 1 + p : r + p];
      for (int q = 0; q < kernel; q++) {
        float[] sums = near.sums[q];
        float[] start = r == 0 ? none : sums;
        LaneLoops.addProducts(
            q, start, near.y[r], near.x[r + p], second, secondX, sums, START, y.end());
      }
    }
  }
}
