package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.ConnectionTable;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/**
 * A convolution of a single sample whose columns are in the lanes: rows of inputs, outputs and
 * derivatives are equally far apart, so that a whole map is one run and a shift of the kernel an
 * offset; what is computed between rows is never read, or is multiplied by zero.
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

  /** For each input map the pairs that read it, and their output maps. */
  private final int[][] pairsOf;

  private final int[][] outputsOf;

  /** The output maps in twos, and the input maps. */
  private final SimdPair[] outputs;

  private final SimdPair[] inputs;

  /** The kernel's offsets in x, filled up to a multiple of {@link SimdRuns#TAPS}. */
  private final int[] taps;

  /** The kernel's offsets in dy on the way back. */
  private final int[] backTaps;

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
      int biasAt,
      int zeros) {
    this.boundary = boundary;
    this.kernel = kernel;
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.dy = dy;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    int window = kernel * kernel;
    int[] inputOf = table.pairInputs();
    int[] outputOf = table.pairOutputs();
    int[] weights =
        IntStream.range(0, inputOf.length).map(pair -> weightAt + pair * window).toArray();
    outputs = SimdPair.all(table.outputs(), outputOf, inputOf, x, weights, zeros);
    inputs = SimdPair.all(table.inputs(), inputOf, outputOf, dy, weights, zeros);
    pairsOf = new int[table.inputs()][];
    outputsOf = new int[table.inputs()][];
    for (int i = 0; i < table.inputs(); i++) {
      int map = i;
      int[] pairs =
          IntStream.range(0, inputOf.length).filter(pair -> inputOf[pair] == map).toArray();
      pairsOf[i] = pairs;
      outputsOf[i] = Arrays.stream(pairs).map(pair -> outputOf[pair]).toArray();
    }
    int groups = (window + SimdRuns.TAPS - 1) / SimdRuns.TAPS;
    taps =
        IntStream.range(0, groups * SimdRuns.TAPS)
            .map(k -> shift(Math.min(k, window - 1), x))
            .toArray();
    backTaps = IntStream.range(0, window).map(k -> -shift(k, dy)).toArray();
  }

  private int shift(int k, SimdMaps maps) {
    return k / kernel * maps.rowStride() + k % kernel;
  }

  private static int vectors(int length) {
    return (length + L - 1) / L;
  }

  @Override
  public void forward(SimdBlock block, float[] w) {
    float[] from = block.values[boundary];
    float[] to = block.values[boundary + 1];
    int vectors = vectors(y.mapLength());
    for (SimdPair pair : outputs) {
      SimdRuns.convolve(
          from,
          x.at(0, 0, 0),
          pair,
          taps,
          kernel * kernel,
          w,
          w[biasAt + pair.first()],
          w[biasAt + pair.second()],
          vectors,
          to,
          y.at(pair.first(), 0, 0),
          y.at(pair.second(), 0, 0));
    }
  }

  @Override
  public void backwardInputs(SimdBlock block, float[] w) {
    float[] from = block.derivatives[boundary + 1];
    float[] to = block.derivatives[boundary];
    int vectors = vectors(dx.mapLength());
    for (SimdPair pair : inputs) {
      SimdRuns.convolve(
          from,
          dy.at(0, 0, 0),
          pair,
          backTaps,
          kernel * kernel,
          w,
          0,
          0,
          vectors,
          to,
          dx.at(pair.first(), 0, 0),
          dx.at(pair.second(), 0, 0));
    }
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    float[] values = block.values[boundary];
    float[] derivatives = block.derivatives[boundary + 1];
    int vectors = vectors(dy.mapLength());
    for (int o = 0; o < dy.shape().maps(); o++) {
      dw[biasAt + o] += SimdRuns.sum(derivatives, dy.at(o, 0, 0), vectors);
    }
    float[] sums = this.sums.get();
    for (int i = 0; i < pairsOf.length; i++) {
      for (int n = 0; n < pairsOf[i].length; n += 2) {
        int second = Math.min(n + 1, pairsOf[i].length - 1);
        for (int k = 0; k < taps.length; k += SimdRuns.TAPS) {
          SimdRuns.correlate(
              values,
              x.at(i, 0, 0),
              taps,
              k,
              derivatives,
              dy.at(outputsOf[i][n], 0, 0),
              dy.at(outputsOf[i][second], 0, 0),
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
