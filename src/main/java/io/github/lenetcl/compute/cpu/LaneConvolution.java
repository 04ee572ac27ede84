package io.github.lenetcl.compute.cpu;

import static io.github.lenetcl.compute.cpu.LaneMaps.START;

import io.github.lenetcl.network.ConnectionTable;
import java.util.Arrays;
import java.util.stream.Stream;

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

  /** A row of sums for each weight of a kernel's row, to work in. */
  private final ThreadLocal<float[][]> scratch;

  /** Zeros, in place of the row behind the last and of sums not begun. */
  private final float[] none;

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
    none = y.scratch();
    scratch =
        ThreadLocal.withInitial(
            () -> Stream.generate(y::scratch).limit(kernel).toArray(float[][]::new));
  }

  @Override
  public void prepare(float[] w) {
    for (int row = 0; row < inputOf.length * kernel; row++) {
      System.arraycopy(w, weightAt + row * kernel, taps, row * TAPS, kernel);
    }
  }

  @Override
  public void forward(float[] w, float[][] from, float[][] to) {
    for (int r = 0; r < y.shape().height(); r++) {
      for (int o = 0; o < y.shape().maps(); o++) {
        Arrays.fill(to[y.row(o, r)], START, y.end(), w[biasAt + o]);
      }
      // What a row of all kernels reads and adds to stays in the nearest cache.
      for (int p = 0; p < kernel; p++) {
        for (int pair = 0; pair < inputOf.length; pair++) {
          LaneLoops.addTaps(
              to[y.row(outputOf[pair], r)],
              from[x.row(inputOf[pair], r + p)],
              taps,
              (pair * kernel + p) * TAPS,
              START,
              y.end());
        }
      }
    }
  }

  @Override
  public void backwardInputs(float[] w, float[][] values, float[][] dy, float[][] dx) {
    for (int r = 0; r < x.shape().height(); r++) {
      for (int i = 0; i < x.shape().maps(); i++) {
        Arrays.fill(dx[x.row(i, r)], START, x.end(), 0);
      }
      int last = Math.min(kernel - 1, r);
      for (int p = Math.max(0, r - y.shape().height() + 1); p <= last; p++) {
        for (int pair = 0; pair < inputOf.length; pair++) {
          LaneLoops.addTapsBack(
              dx[x.row(inputOf[pair], r)],
              dy[y.row(outputOf[pair], r - p)],
              taps,
              (pair * kernel + p) * TAPS,
              START,
              x.end());
        }
      }
    }
  }

  @Override
  public void backwardParameters(float[][] from, float[][] dy, float[] dw) {
    float[][] sums = scratch.get();
    for (int o = 0; o < y.shape().maps(); o++) {
      Arrays.fill(sums[0], START, y.end(), 0);
      for (int r = 0; r < y.shape().height(); r++) {
        LaneLoops.add(sums[0], dy[y.row(o, r)], START, y.end());
      }
      dw[biasAt + o] += LaneLoops.sum(sums[0], START, y.end());
    }
    for (int pair = 0; pair < inputOf.length; pair++) {
      for (int p = 0; p < kernel; p++) {
        correlate(from, dy, pair, p, sums);
        for (int q = 0; q < kernel; q++) {
          dw[weightAt + (pair * kernel + p) * kernel + q] += LaneLoops.sum(sums[q], START, y.end());
        }
      }
    }
  }

  /** Σ_r dy_o[r,c]·x_i[r+p,c+q] for each q of a kernel's row, two rows of the maps at a time. */
  private void correlate(float[][] from, float[][] dy, int pair, int p, float[][] sums) {
    int height = y.shape().height();
    int a = y.row(outputOf[pair], 0);
    int b = x.row(inputOf[pair], p);
    for (int r = 0; r < height; r += 2) {
      boolean both = r + 1 < height;
      float[] secondA = both ? dy[a + r + 1] : none;
      float[] secondB = from[b + (both ? r + 1 : r)];
      for (int q = 0; q < kernel; q++) {
        float[] start = r == 0 ? none : sums[q];
        LaneLoops.addProducts(
            q, start, dy[a + r], from[b + r], secondA, secondB, sums[q], START, y.end());
      }
    }
  }
}
