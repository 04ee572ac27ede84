package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/**
 * A convolution over a block of samples, in vectors.
 *
 * <p>With samples in the lanes, a row of a map is one run of whole vectors, and a shift of the
 * kernel is an offset. With a single sample the columns are in the lanes: rows of inputs, outputs
 * and derivatives are equally far apart, so that a whole map is one run; what is computed between
 * rows is never read, or is multiplied by zero.
 */
final class SimdConvolution implements SimdOperation {

  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  private final int boundary;
  private final int kernel;
  private final SimdMaps x;
  private final SimdMaps y;
  private final SimdMaps dx;
  private final SimdMaps dy;
  private final int weightAt;
  private final int biasAt;
  private final int[] firstPairs;

  /** For each output map the offset in x of each of its weights. */
  private final int[][] taps;

  /** For each input map the pairs that read it, and their output maps. */
  private final int[][] pairsOf;

  private final int[][] outputsOf;

  /**
   * For each input map the offset in dy of each weight that reads it, kernel row by kernel row, and
   * that weight.
   */
  private final int[][] backTaps;

  private final int[][] backWeights;
  private final float[][] turned;

  /** The kernel's offsets in x, filled up to a multiple of {@link SimdRuns#TAPS}. */
  private final int[] kernelTaps;

  private final ThreadLocal<float[]> sums =
      ThreadLocal.withInitial(() -> new float[2 * SimdRuns.TAPS]);

  SimdConvolution(
      int boundary,
      int kernel,
      ConnectionTable table,
      SimdMaps x,
      SimdMaps y,
      SimdMaps dx,
      SimdMaps dy,
      int weightAt,
      int biasAt) {
    this.boundary = boundary;
    this.kernel = kernel;
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.dy = dy;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    int window = kernel * kernel;
    firstPairs = table.firstPairs();
    int[] inputOf = table.pairInputs();
    int[] outputOf = table.pairOutputs();
    taps = new int[table.outputs()][];
    for (int o = 0; o < taps.length; o++) {
      int first = firstPairs[o];
      taps[o] =
          IntStream.range(first * window, firstPairs[o + 1] * window)
              .map(k -> inputOf[k / window] * x.mapStride() + shift(k % window, x))
              .toArray();
    }
    pairsOf = new int[table.inputs()][];
    outputsOf = new int[table.inputs()][];
    backTaps = new int[table.inputs()][];
    backWeights = new int[table.inputs()][];
    turned = new float[table.inputs()][];
    for (int i = 0; i < table.inputs(); i++) {
      int map = i;
      int[] pairs =
          IntStream.range(0, inputOf.length).filter(pair -> inputOf[pair] == map).toArray();
      pairsOf[i] = pairs;
      outputsOf[i] = Arrays.stream(pairs).map(pair -> outputOf[pair]).toArray();
      backTaps(i, pairs, outputOf);
    }
    int groups = (window + SimdRuns.TAPS - 1) / SimdRuns.TAPS;
    kernelTaps =
        IntStream.range(0, groups * SimdRuns.TAPS)
            .map(k -> shift(Math.min(k, window - 1), x))
            .toArray();
  }

  private int shift(int k, SimdMaps maps) {
    return k / kernel * maps.rowStride() + k % kernel * maps.lanes();
  }

  private void backTaps(int i, int[] pairs, int[] outputOf) {
    int count = pairs.length * kernel * kernel;
    backTaps[i] = new int[count];
    backWeights[i] = new int[count];
    turned[i] = new float[count];
    int k = 0;
    for (int p = 0; p < kernel; p++) {
      for (int pair : pairs) {
        for (int q = 0; q < kernel; q++) {
          backTaps[i][k] = outputOf[pair] * dy.mapStride() - shift(p * kernel + q, dy);
          backWeights[i][k] = weightAt + (pair * kernel + p) * kernel + q;
          k++;
        }
      }
    }
  }

  /** Whether a map is one run, because a single sample's columns are in the lanes. */
  private boolean mapsAreRuns() {
    return x.lanes() == 1;
  }

  private static int vectors(int length) {
    return (length + L - 1) / L;
  }

  @Override
  public void forward(float[] w, SimdBlock block) {
    float[] from = block.values[boundary];
    float[] to = block.values[boundary + 1];
    int rows = mapsAreRuns() ? 1 : y.shape().height();
    int vectors = vectors(mapsAreRuns() ? y.mapLength() : y.rowLength());
    for (int o = 0; o < taps.length; o++) {
      int weights = weightAt + firstPairs[o] * kernel * kernel;
      for (int r = 0; r < rows; r++) {
        SimdRuns.convolve(
            to,
            y.at(o, r, 0),
            vectors,
            from,
            x.at(0, r, 0),
            taps[o],
            0,
            taps[o].length,
            w,
            weights,
            w[biasAt + o]);
      }
    }
  }

  @Override
  public void prepareBackward(float[] w) {
    for (int i = 0; i < turned.length; i++) {
      for (int k = 0; k < turned[i].length; k++) {
        turned[i][k] = w[backWeights[i][k]];
      }
    }
  }

  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] from = block.derivatives[boundary + 1];
    float[] to = block.derivatives[boundary];
    Shape in = x.shape();
    for (int i = 0; i < in.maps(); i++) {
      int rowTaps = backTaps[i].length / kernel;
      if (mapsAreRuns()) {
        SimdRuns.convolve(
            to,
            dx.at(i, 0, 0),
            vectors(dx.mapLength()),
            from,
            dy.at(0, 0, 0),
            backTaps[i],
            0,
            backTaps[i].length,
            turned[i],
            0,
            0);
        continue;
      }
      for (int r = 0; r < in.height(); r++) {
        int first = Math.max(0, r - dy.shape().height() + 1);
        int last = Math.min(kernel - 1, r);
        SimdRuns.convolve(
            to,
            dx.at(i, r, 0),
            vectors(dx.rowLength()),
            from,
            dy.at(0, r, 0),
            backTaps[i],
            first * rowTaps,
            (last + 1) * rowTaps,
            turned[i],
            0,
            0);
      }
    }
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    float[] values = block.values[boundary];
    float[] derivatives = block.derivatives[boundary + 1];
    int rows = mapsAreRuns() ? 1 : dy.shape().height();
    int vectors = vectors(mapsAreRuns() ? dy.mapLength() : dy.rowLength());
    for (int o = 0; o < taps.length; o++) {
      dw[biasAt + o] += SimdRuns.sum(derivatives, dy.at(o, 0, 0), dy.rowStride(), rows, vectors);
    }
    float[] sums = this.sums.get();
    for (int i = 0; i < pairsOf.length; i++) {
      for (int n = 0; n < pairsOf[i].length; n += 2) {
        int second = Math.min(n + 1, pairsOf[i].length - 1);
        for (int k = 0; k < kernelTaps.length; k += SimdRuns.TAPS) {
          SimdRuns.correlate(
              derivatives,
              dy.at(outputsOf[i][n], 0, 0),
              dy.at(outputsOf[i][second], 0, 0),
              dy.rowStride(),
              values,
              x.at(i, 0, 0),
              x.rowStride(),
              kernelTaps,
              k,
              rows,
              vectors,
              sums);
          addWeights(dw, pairsOf[i][n], k, sums, 0);
          if (second > n) {
            addWeights(dw, pairsOf[i][second], k, sums, SimdRuns.TAPS);
          }
        }
      }
    }
  }

  private void addWeights(float[] dw, int pair, int k, float[] sums, int sumsAt) {
    int window = kernel * kernel;
    int at = weightAt + pair * window + k;
    for (int n = 0; n < Math.min(SimdRuns.TAPS, window - k); n++) {
      dw[at + n] += sums[sumsAt + n];
    }
  }
}
