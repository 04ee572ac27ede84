package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.WindowFactors;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Subsampling of a single sample, or means of windows, whose columns are in the lanes. The sums of
 * windows that begin at every place of a map are made in vectors, and those that count are picked;
 * derivatives are spread over a row of windows, which is then copied to its rows.
 */
final class SimdColumnSubsampling implements SimdOperation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final int window;
  private final SimdMaps x;
  private final SimdMaps y;
  private final SimdMaps dx;
  private final SimdMaps dy;
  private final WindowFactors factors;

  /** Where the window's inputs are, from its first. */
  private final int[] offsets;

  /** Where each unit's window begins, from the map's first. */
  private final int[] picks;

  /** A one for each unit of a map, then zeros. */
  private final float[] ones;

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(this::scratch);

  /**
   * Arrays to work in, with zeros behind what is used; they lead back to nothing, or threads would
   * keep all of this.
   *
   * @param everywhere the sums of windows that begin at every place of a map
   * @param sums the sums of a map's windows
   * @param spread a map's derivatives, each as often as its window is wide
   */
  private record Scratch(float[] everywhere, float[] sums, float[] spread) {}

  private Scratch scratch() {
    return new Scratch(
        new float[picks[picks.length - 1] + L],
        new float[y.shape().area() + L],
        new float[y.shape().height() * spreadStride()]);
  }

  SimdColumnSubsampling(
      int boundary,
      int window,
      SimdMaps x,
      SimdMaps y,
      SimdMaps dx,
      SimdMaps dy,
      WindowFactors factors) {
    this.boundary = boundary;
    this.window = window;
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.dy = dy;
    this.factors = factors;
    offsets =
        IntStream.range(0, window * window)
            .map(k -> k / window * x.rowStride() + k % window)
            .toArray();
    int width = y.shape().width();
    picks =
        IntStream.range(0, y.shape().area())
            .map(unit -> (unit / width * x.rowStride() + unit % width) * window)
            .toArray();
    ones = new float[y.shape().area() + L];
    Arrays.fill(ones, 0, y.shape().area(), 1);
  }

  private int spreadStride() {
    return (y.shape().width() * window + L - 1) / L * L;
  }

  @Override
  public void forward(SimdBlock block, float[] w) {
    float[] to = block.values[boundary + 1];
    float[] sums = scratch.get().sums;
    for (int m = 0; m < y.shape().maps(); m++) {
      sumWindows(block.values[boundary], m);
      FloatVector bias = FloatVector.broadcast(SPECIES, factors.bias(w, m));
      float coefficient = factors.coefficient(w, m);
      int at = y.at(m, 0, 0);
      for (int t = 0; t < y.shape().area(); t += L) {
        FloatVector.fromArray(SPECIES, sums, t).mul(coefficient).add(bias).intoArray(to, at + t);
      }
    }
  }

  /** Makes the sums of a map's windows. */
  private void sumWindows(float[] values, int m) {
    Scratch scratch = this.scratch.get();
    float[] everywhere = scratch.everywhere;
    int first = x.at(m, 0, 0);
    for (int t = 0; t <= picks[picks.length - 1]; t += L) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int offset : offsets) {
        sum = sum.add(FloatVector.fromArray(SPECIES, values, first + t + offset));
      }
      sum.intoArray(everywhere, t);
    }
    float[] sums = scratch.sums;
    for (int unit = 0; unit < picks.length; unit++) {
      sums[unit] = everywhere[picks[unit]];
    }
  }

  @Override
  public void backwardInputs(SimdBlock block, float[] w) {
    float[] from = block.derivatives[boundary + 1];
    float[] to = block.derivatives[boundary];
    float[] spread = scratch.get().spread;
    int stride = spreadStride();
    Shape out = y.shape();
    if (out.height() * window < x.shape().height() || out.width() * window < x.shape().width()) {
      Arrays.fill(to, 0); // Rows and columns that fill no window get nothing.
    }
    for (int m = 0; m < out.maps(); m++) {
      float coefficient = factors.coefficient(w, m);
      for (int r = 0; r < out.height(); r++) {
        int unit = dy.at(m, r, 0);
        for (int q = 0; q < window; q++) {
          int first = r * stride + q;
          for (int c = 0; c < out.width(); c++) {
            spread[first + c * window] = coefficient * from[unit + c];
          }
        }
      }
      // The zeros behind a row fall into gaps, or where a later row is copied to.
      for (int r = 0; r < out.height() * window; r++) {
        int at = dx.at(m, r, 0);
        for (int c = 0; c < stride; c += L) {
          FloatVector.fromArray(SPECIES, spread, r / window * stride + c).intoArray(to, at + c);
        }
      }
    }
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    if (!factors.trainable()) {
      return;
    }
    float[] derivatives = block.derivatives[boundary + 1];
    for (int m = 0; m < y.shape().maps(); m++) {
      sumWindows(block.values[boundary], m);
      dw[factors.coefficientAt() + m] += dot(scratch.get().sums, derivatives, dy.at(m, 0, 0));
      dw[factors.biasAt() + m] += dot(ones, derivatives, dy.at(m, 0, 0));
    }
  }

  /** The zeros behind the factors meet what lies behind the map. */
  private float dot(float[] factors, float[] derivatives, int at) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int t = 0; t < y.shape().area(); t += L) {
      sum =
          FloatVector.fromArray(SPECIES, factors, t)
              .fma(FloatVector.fromArray(SPECIES, derivatives, at + t), sum);
    }
    return SimdSum.of(sum);
  }
}
