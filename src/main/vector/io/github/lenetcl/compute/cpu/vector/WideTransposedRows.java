package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The way back of kernels of five columns from rows of ten places, as in C3 of LeNet-5: a row of an
 * input map, fourteen places, stays in registers from the first derivative to the last, so that
 * every product is one that is wanted and nothing is added in memory.
 */
final class WideTransposedRows implements WideWayBack {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int TAPS = 5;
  private static final int PLACES = 10;

  private final int kernelHeight;
  private final Shape in;
  private final Shape out;

  /** For each input map where the outputs begin that read it. */
  private final int[][] readers;

  /** Where the weights stand, by input map and then by row of the kernel, output and column. */
  private final int[][] sources;

  private final float[][] packed;

  /** Makes the way back. */
  WideTransposedRows(Window window, Shape in, Shape out, WidePairs pairs) {
    this.in = in;
    this.out = out;
    kernelHeight = window.height();
    readers = new int[in.maps()][];
    sources = new int[in.maps()][];
    packed = new float[in.maps()][];
    for (int input = 0; input < in.maps(); input++) {
      int[] maps = pairs.of(input).clone();
      int[] weights = pairs.weights()[input];
      int[] from = new int[kernelHeight * maps.length * TAPS];
      for (int n = 0; n < from.length; n++) {
        int pair = n / TAPS;
        from[n] = weights[pair % maps.length] + pair / maps.length * TAPS + n % TAPS;
      }
      for (int n = 0; n < maps.length; n++) {
        maps[n] *= out.area() * L;
      }
      readers[input] = maps;
      sources[input] = from;
      packed[input] = new float[from.length];
    }
  }

  /** Returns whether it takes such a convolution: there have to be registers for a row. */
  static boolean accepts(Window window, Shape in, Shape out) {
    return L == 16
        && window.width() == TAPS
        && window.strideAcross() == 1
        && window.strideDown() == 1
        && out.width() == PLACES
        && in.width() == PLACES + TAPS - 1
        && in.height() == out.height() + window.height() - 1;
  }

  @Override
  public void prepare(float[] w) {
    for (int input = 0; input < packed.length; input++) {
      Wide.gather(w, sources[input], packed[input]);
    }
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(float[] derivatives, float[] given, float[] scratch) {
    for (int row = 0; row < in.height(); row++) {
      int first = Math.max(0, row - (out.height() - 1));
      int last = Math.min(kernelHeight - 1, row);
      for (int input = 0; input < in.maps(); input++) {
        int to = (input * in.height() + row) * in.width() * L;
        row(derivatives, readers[input], packed[input], row, first, last, given, to);
      }
    }
  }

  /** Sets a row of an input map from the rows of derivatives by the kernel's rows that read it. */
  private static void row(
      float[] dy, int[] maps, float[] w, int row, int first, int last, float[] dx, int to) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    FloatVector a8 = a0;
    FloatVector a9 = a0;
    FloatVector a10 = a0;
    FloatVector a11 = a0;
    FloatVector a12 = a0;
    FloatVector a13 = a0;
    int at = first * maps.length * TAPS;
    for (int p = first; p <= last; p++) {
      int from = (row - p) * PLACES * L;
      for (int map : maps) {
        int place = from + map;
        FloatVector w0 = FloatVector.broadcast(SPECIES, w[at]);
        FloatVector w1 = FloatVector.broadcast(SPECIES, w[at + 1]);
        FloatVector w2 = FloatVector.broadcast(SPECIES, w[at + 2]);
        FloatVector w3 = FloatVector.broadcast(SPECIES, w[at + 3]);
        FloatVector w4 = FloatVector.broadcast(SPECIES, w[at + 4]);
        FloatVector v = FloatVector.fromArray(SPECIES, dy, place);
        a0 = v.fma(w0, a0);
        a1 = v.fma(w1, a1);
        a2 = v.fma(w2, a2);
        a3 = v.fma(w3, a3);
        a4 = v.fma(w4, a4);
        v = FloatVector.fromArray(SPECIES, dy, place + L);
        a1 = v.fma(w0, a1);
        a2 = v.fma(w1, a2);
        a3 = v.fma(w2, a3);
        a4 = v.fma(w3, a4);
        a5 = v.fma(w4, a5);
        v = FloatVector.fromArray(SPECIES, dy, place + 2 * L);
        a2 = v.fma(w0, a2);
        a3 = v.fma(w1, a3);
        a4 = v.fma(w2, a4);
        a5 = v.fma(w3, a5);
        a6 = v.fma(w4, a6);
        v = FloatVector.fromArray(SPECIES, dy, place + 3 * L);
        a3 = v.fma(w0, a3);
        a4 = v.fma(w1, a4);
        a5 = v.fma(w2, a5);
        a6 = v.fma(w3, a6);
        a7 = v.fma(w4, a7);
        v = FloatVector.fromArray(SPECIES, dy, place + 4 * L);
        a4 = v.fma(w0, a4);
        a5 = v.fma(w1, a5);
        a6 = v.fma(w2, a6);
        a7 = v.fma(w3, a7);
        a8 = v.fma(w4, a8);
        v = FloatVector.fromArray(SPECIES, dy, place + 5 * L);
        a5 = v.fma(w0, a5);
        a6 = v.fma(w1, a6);
        a7 = v.fma(w2, a7);
        a8 = v.fma(w3, a8);
        a9 = v.fma(w4, a9);
        v = FloatVector.fromArray(SPECIES, dy, place + 6 * L);
        a6 = v.fma(w0, a6);
        a7 = v.fma(w1, a7);
        a8 = v.fma(w2, a8);
        a9 = v.fma(w3, a9);
        a10 = v.fma(w4, a10);
        v = FloatVector.fromArray(SPECIES, dy, place + 7 * L);
        a7 = v.fma(w0, a7);
        a8 = v.fma(w1, a8);
        a9 = v.fma(w2, a9);
        a10 = v.fma(w3, a10);
        a11 = v.fma(w4, a11);
        v = FloatVector.fromArray(SPECIES, dy, place + 8 * L);
        a8 = v.fma(w0, a8);
        a9 = v.fma(w1, a9);
        a10 = v.fma(w2, a10);
        a11 = v.fma(w3, a11);
        a12 = v.fma(w4, a12);
        v = FloatVector.fromArray(SPECIES, dy, place + 9 * L);
        a9 = v.fma(w0, a9);
        a10 = v.fma(w1, a10);
        a11 = v.fma(w2, a11);
        a12 = v.fma(w3, a12);
        a13 = v.fma(w4, a13);
        at += TAPS;
      }
    }
    a0.intoArray(dx, to);
    a1.intoArray(dx, to + L);
    a2.intoArray(dx, to + 2 * L);
    a3.intoArray(dx, to + 3 * L);
    a4.intoArray(dx, to + 4 * L);
    a5.intoArray(dx, to + 5 * L);
    a6.intoArray(dx, to + 6 * L);
    a7.intoArray(dx, to + 7 * L);
    a8.intoArray(dx, to + 8 * L);
    a9.intoArray(dx, to + 9 * L);
    a10.intoArray(dx, to + 10 * L);
    a11.intoArray(dx, to + 11 * L);
    a12.intoArray(dx, to + 12 * L);
    a13.intoArray(dx, to + 13 * L);
  }
}
