package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A convolution of any window, stride, padding and table of connections. A place is where samples
 * stand side by side, so that a stride costs nothing; where windows leave the map, the maps are
 * copied with zeros around them.
 */
final class WideConvolution implements LaneLayer {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final OptionalInt biasAt;
  private final Shape in;
  private final Shape out;
  private final int kernel;

  /** How inputs lie with zeros around them. */
  private final WideMargins inputs;

  private final boolean padded;

  private final WideForward forward;

  private final WidePlaces all;

  private final WideWayBack back;

  private final float[] biases;

  /** Where each unit's window begins, and the kernel's weights from there, in fives. */
  private final int[] places;

  private final int[] taps;

  /** For each input map the outputs that read it, and these in groups. */
  private final WidePairs pairs;

  private final List<List<WideGroups>> readers;

  /**
   * Makes the operation.
   *
   * @param boundary the layer's index
   * @param zero where a zero stands in the parameters
   */
  WideConvolution(
      int boundary,
      Window window,
      ConnectionTable table,
      Shape in,
      Shape out,
      int weightAt,
      OptionalInt biasAt,
      int zero) {
    this.boundary = boundary;
    this.biasAt = biasAt;
    this.in = in;
    this.out = out;
    kernel = window.area();
    inputs = WideMargins.ofInputs(window, in, out);
    padded = !inputs.isEmpty();
    pairs = WidePairs.toOutputs(table, weightAt, kernel);
    WidePairs read = WidePairs.toInputs(table, weightAt, kernel);
    places =
        IntStream.range(0, out.area())
            .map(
                t ->
                    inputs.at(
                        t / out.width() * window.strideDown(),
                        t % out.width() * window.strideAcross()))
            .toArray();
    int[] shifts =
        IntStream.range(0, kernel)
            .map(k -> inputs.at(k / window.width(), k % window.width()))
            .toArray();
    int fives = (kernel + WideCorrelations.TAPS - 1) / WideCorrelations.TAPS;
    taps =
        IntStream.range(0, fives * WideCorrelations.TAPS)
            .map(k -> shifts[Math.min(k, kernel - 1)])
            .toArray();
    forward =
        WideRows.accepts(window, out)
            ? new WideRows(window, read, inputs)
            : new WideSweep(read, inputs.map(), shifts, zero);
    all = places(0, out.height(), 0);
    back =
        WideTransposedRows.accepts(window, in, out)
            ? new WideTransposedRows(window, in, out, pairs)
            : new WideTransposed(window, in, out, pairs, zero);
    biases = new float[out.maps()];
    readers =
        Arrays.stream(pairs.maps())
            .map(readBy -> WideGroups.of(readBy, WideCorrelations::maps))
            .toList();
  }

  @Override
  public String name() {
    return "vector instructions, " + forward.name();
  }

  @Override
  public int scratch() {
    return Math.max(sumsAt() + sumsLength(), back.scratch());
  }

  @Override
  public void prepare(float[] w) {
    forward.prepare(w);
    back.prepare(w);
    biasAt.ifPresent(at -> System.arraycopy(w, at, biases, 0, biases.length));
  }

  /** Returns the layer's index. */
  int boundary() {
    return boundary;
  }

  /** Returns the shape that it gives. */
  Shape out() {
    return out;
  }

  /** Returns the places of some rows, which are written one after the other from a place on. */
  WidePlaces places(int firstRow, int endRow, int to) {
    int first = firstRow * out.width();
    int[] from = Arrays.copyOfRange(places, first, endRow * out.width());
    return WidePlaces.of(from, IntStream.range(0, from.length).map(t -> to + t * L).toArray());
  }

  /** Returns the inputs, in the scratch where they need zeros around them. */
  float[] inputs(LaneBlock block) {
    if (!padded) {
      return block.values[boundary];
    }
    inputs.copy(block.values[boundary], in, block.scratch);
    return block.scratch;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    sums(inputs(block), all, block.values[boundary + 1], out.area() * L);
  }

  /**
   * Computes some places of all maps.
   *
   * @param x the inputs as {@link #inputs} gives them
   * @param map from one map of sums to the next
   */
  void sums(float[] x, WidePlaces some, float[] sums, int map) {
    forward.run(x, biases, some, sums, map);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    back.run(block.derivatives[boundary + 1], block.derivatives[boundary], block.scratch);
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    float[] x = inputs(block);
    float[] dy = block.derivatives[boundary + 1];
    biasAt.ifPresent(at -> addBiases(dy, dw, at));
    float[] sums = block.scratch;
    for (int i = 0; i < in.maps(); i++) {
      int to = sumsAt();
      for (WideGroups group : readers.get(i)) {
        for (int k = 0; k < taps.length; k += WideCorrelations.TAPS) {
          WideCorrelations.sum(
              x,
              i * inputs.map(),
              places,
              taps,
              k,
              dy,
              group.maps(),
              out.area() * L,
              places.length,
              sums,
              to + k * L,
              taps.length * L);
        }
        to += group.maps().length * taps.length * L;
      }
      // What is behind the sums takes part in the last vector's, and is never read.
      int packed = sumsAt();
      for (int at = sumsAt(); at < to; at += L * L, packed += L) {
        SimdSum.each(sums, at, packed);
      }
      addWeights(dw, i, sums);
    }
  }

  /** Where sums stand in the scratch, behind the copy of the inputs. */
  int sumsAt() {
    return padded ? inputs.length(in.maps()) : 0;
  }

  /** Values for the sums of one input map, in whole squares of vectors. */
  private int sumsLength() {
    int most = readers.stream().mapToInt(WideConvolution::members).max().orElse(0);
    int vectors = most * taps.length;
    return (vectors + L - 1) / L * L * L;
  }

  private static int members(List<WideGroups> groups) {
    return groups.stream().mapToInt(group -> group.maps().length).sum();
  }

  /** The sums of a pair stand together, with those of the weights that only tiles have. */
  private void addWeights(float[] dw, int i, float[] sums) {
    int[] weights = pairs.weights()[i];
    int pair = 0;
    int group = sumsAt();
    for (WideGroups maps : readers.get(i)) {
      int count = Math.min(maps.maps().length, weights.length - pair);
      for (int m = 0; m < count; m++, pair++) {
        add(dw, weights[pair], sums, group + m * taps.length, kernel);
      }
      group += maps.maps().length * taps.length;
    }
  }

  private static void add(float[] to, int at, float[] sums, int from, int count) {
    for (int k = 0; k < count; k++) {
      to[at + k] += sums[from + k];
    }
  }

  private void addBiases(float[] dy, float[] dw, int at) {
    int area = out.area();
    for (int o = 0; o < out.maps(); o++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int t = 0; t < area; t++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, dy, (o * area + t) * L));
      }
      dw[at + o] += SimdSum.of(sum);
    }
  }
}
