package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over kernels of five columns for rows of ten places, as in C3 of LeNet-5: a row of one map
 * stays in registers from its bias to its last term, so that every product is one that is wanted,
 * whatever other maps read.
 */
final class WideRows implements WideForward {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();
  private static final int TAPS = 5;
  private static final int PLACES = 10;

  /** For each map where the rows that its windows read begin, from the first place. */
  private final int[][] reads;

  /** Where each map's weights begin in the parameters: those of its kernels follow each other. */
  private final int[] begins;

  private final float[][] packed;

  /** Makes the sums. */
  WideRows(Window window, WidePairs pairs, WideMargins inputs) {
    int[][] maps = pairs.maps();
    reads = new int[maps.length][];
    begins = new int[maps.length];
    packed = new float[maps.length][];
    for (int map = 0; map < maps.length; map++) {
      reads[map] =
          Arrays.stream(maps[map])
              .flatMap(
                  input ->
                      IntStream.range(0, window.height())
                          .map(p -> input * inputs.map() + inputs.at(p, 0)))
              .toArray();
      begins[map] = pairs.weights()[map][0];
      packed[map] = new float[maps[map].length * window.area()];
    }
  }

  /** Returns whether it takes such a convolution: there have to be registers for a row. */
  static boolean accepts(Window window, Shape out) {
    return L == 16 && window.width() == TAPS && window.strideAcross() == 1 && out.width() == PLACES;
  }

  @Override
  public String name() {
    return "rows of ten places";
  }

  @Override
  public void prepare(float[] w) {
    for (int map = 0; map < packed.length; map++) {
      System.arraycopy(w, begins[map], packed[map], 0, packed[map].length);
    }
  }

  @Override
  public void run(float[] x, float[] bias, WidePlaces places, float[] y, int map) {
    for (int first = 0; first < places.count(); first += PLACES) {
      int from = places.from()[first];
      int to = places.to()[first];
      for (int m = 0; m < packed.length; m++) {
        row(x, from, reads[m], packed[m], bias[m], y, m * map + to);
      }
    }
  }

  private static void row(
      float[] x, int from, int[] reads, float[] w, float bias, float[] y, int to) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    FloatVector a8 = a0;
    FloatVector a9 = a0;
    int at = 0;
    for (int read : reads) {
      int place = from + read;
      FloatVector w0 = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector w1 = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector w2 = FloatVector.broadcast(SPECIES, w[at + 2]);
      FloatVector w3 = FloatVector.broadcast(SPECIES, w[at + 3]);
      FloatVector w4 = FloatVector.broadcast(SPECIES, w[at + 4]);
      FloatVector v = FloatVector.fromArray(SPECIES, x, place);
      a0 = v.fma(w0, a0);
      v = FloatVector.fromArray(SPECIES, x, place + L);
      a0 = v.fma(w1, a0);
      a1 = v.fma(w0, a1);
      v = FloatVector.fromArray(SPECIES, x, place + 2 * L);
      a0 = v.fma(w2, a0);
      a1 = v.fma(w1, a1);
      a2 = v.fma(w0, a2);
      v = FloatVector.fromArray(SPECIES, x, place + 3 * L);
      a0 = v.fma(w3, a0);
      a1 = v.fma(w2, a1);
      a2 = v.fma(w1, a2);
      a3 = v.fma(w0, a3);
      v = FloatVector.fromArray(SPECIES, x, place + 4 * L);
      a0 = v.fma(w4, a0);
      a1 = v.fma(w3, a1);
      a2 = v.fma(w2, a2);
      a3 = v.fma(w1, a3);
      a4 = v.fma(w0, a4);
      v = FloatVector.fromArray(SPECIES, x, place + 5 * L);
      a1 = v.fma(w4, a1);
      a2 = v.fma(w3, a2);
      a3 = v.fma(w2, a3);
      a4 = v.fma(w1, a4);
      a5 = v.fma(w0, a5);
      v = FloatVector.fromArray(SPECIES, x, place + 6 * L);
      a2 = v.fma(w4, a2);
      a3 = v.fma(w3, a3);
      a4 = v.fma(w2, a4);
      a5 = v.fma(w1, a5);
      a6 = v.fma(w0, a6);
      v = FloatVector.fromArray(SPECIES, x, place + 7 * L);
      a3 = v.fma(w4, a3);
      a4 = v.fma(w3, a4);
      a5 = v.fma(w2, a5);
      a6 = v.fma(w1, a6);
      a7 = v.fma(w0, a7);
      v = FloatVector.fromArray(SPECIES, x, place + 8 * L);
      a4 = v.fma(w4, a4);
      a5 = v.fma(w3, a5);
      a6 = v.fma(w2, a6);
      a7 = v.fma(w1, a7);
      a8 = v.fma(w0, a8);
      v = FloatVector.fromArray(SPECIES, x, place + 9 * L);
      a5 = v.fma(w4, a5);
      a6 = v.fma(w3, a6);
      a7 = v.fma(w2, a7);
      a8 = v.fma(w1, a8);
      a9 = v.fma(w0, a9);
      v = FloatVector.fromArray(SPECIES, x, place + 10 * L);
      a6 = v.fma(w4, a6);
      a7 = v.fma(w3, a7);
      a8 = v.fma(w2, a8);
      a9 = v.fma(w1, a9);
      v = FloatVector.fromArray(SPECIES, x, place + 11 * L);
      a7 = v.fma(w4, a7);
      a8 = v.fma(w3, a8);
      a9 = v.fma(w2, a9);
      v = FloatVector.fromArray(SPECIES, x, place + 12 * L);
      a8 = v.fma(w4, a8);
      a9 = v.fma(w3, a9);
      v = FloatVector.fromArray(SPECIES, x, place + 13 * L);
      a9 = v.fma(w4, a9);
      at += TAPS;
    }
    a0.intoArray(y, to);
    a1.intoArray(y, to + L);
    a2.intoArray(y, to + 2 * L);
    a3.intoArray(y, to + 3 * L);
    a4.intoArray(y, to + 4 * L);
    a5.intoArray(y, to + 5 * L);
    a6.intoArray(y, to + 6 * L);
    a7.intoArray(y, to + 7 * L);
    a8.intoArray(y, to + 8 * L);
    a9.intoArray(y, to + 9 * L);
  }
}
