package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over kernels for a few maps and five places at once, held in registers: what several maps
 * read is loaded once, and a weight serves five places. Four maps by five places take 25 registers
 * with what they are made of; where there are but sixteen, two maps do.
 */
final class WideTiles {

  /** Places of a tile, at most. */
  static final int PLACES = 5;

  /** Places of a tile, at least: of two maps it is always the most. */
  static final int LEAST_PLACES = Wide.LANES == 8 ? PLACES : 4;

  /** Maps of a tile, at most. */
  static final int MOST_MAPS = Wide.LANES == 8 ? 2 : 4;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private WideTiles() {}

  /**
   * Sets y[maps[m]·map + to[p]] = bias[maps[m]] + Σ_k w[k·maps + m]·x[from[p] + reads[k]] for all
   * maps and four or five {@code places} from t on.
   *
   * @param reads where the weights read, from a place, in one loop over maps and taps: one over the
   *     taps alone is short, and would begin anew for each map
   */
  static void sum(
      int places,
      float[] y,
      int map,
      int[] maps,
      int[] to,
      float[] x,
      int[] from,
      int t,
      int[] reads,
      float[] w,
      float[] bias) {
    boolean fewer = places < PLACES;
    switch (maps.length) {
      case 2 -> two(y, map, maps, to, x, from, t, reads, w, bias);
      case 3 -> {
        if (fewer) {
          threeByFour(y, map, maps, to, x, from, t, reads, w, bias);
        } else {
          three(y, map, maps, to, x, from, t, reads, w, bias);
        }
      }
      default -> {
        if (fewer) {
          fourByFour(y, map, maps, to, x, from, t, reads, w, bias);
        } else {
          four(y, map, maps, to, x, from, t, reads, w, bias);
        }
      }
    }
  }

  private static void four(
      float[] y,
      int map,
      int[] maps,
      int[] to,
      float[] x,
      int[] from,
      int t,
      int[] reads,
      float[] w,
      float[] bias) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector b4 = b0;
    FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector d0 = FloatVector.broadcast(SPECIES, bias[maps[3]]);
    FloatVector d1 = d0;
    FloatVector d2 = d0;
    FloatVector d3 = d0;
    FloatVector d4 = d0;
    int p0 = from[t];
    int p1 = from[t + 1];
    int p2 = from[t + 2];
    int p3 = from[t + 3];
    int p4 = from[t + 4];
    int at = 0;
    for (int k = 0; k < reads.length; k++) {
      int read = reads[k];
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, w[at + 2]);
      FloatVector d = FloatVector.broadcast(SPECIES, w[at + 3]);
      at += 4;
      FloatVector v = FloatVector.fromArray(SPECIES, x, read + p0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      c0 = v.fma(c, c0);
      d0 = v.fma(d, d0);
      v = FloatVector.fromArray(SPECIES, x, read + p1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      c1 = v.fma(c, c1);
      d1 = v.fma(d, d1);
      v = FloatVector.fromArray(SPECIES, x, read + p2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      c2 = v.fma(c, c2);
      d2 = v.fma(d, d2);
      v = FloatVector.fromArray(SPECIES, x, read + p3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      c3 = v.fma(c, c3);
      d3 = v.fma(d, d3);
      v = FloatVector.fromArray(SPECIES, x, read + p4);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
      c4 = v.fma(c, c4);
      d4 = v.fma(d, d4);
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3, a4);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3, b4);
    store(y, maps[2] * map, to, t, c0, c1, c2, c3, c4);
    store(y, maps[3] * map, to, t, d0, d1, d2, d3, d4);
  }

  private static void three(
      float[] y,
      int map,
      int[] maps,
      int[] to,
      float[] x,
      int[] from,
      int t,
      int[] reads,
      float[] w,
      float[] bias) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector b4 = b0;
    FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    int p0 = from[t];
    int p1 = from[t + 1];
    int p2 = from[t + 2];
    int p3 = from[t + 3];
    int p4 = from[t + 4];
    int at = 0;
    for (int k = 0; k < reads.length; k++) {
      int read = reads[k];
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, w[at + 2]);
      at += 3;
      FloatVector v = FloatVector.fromArray(SPECIES, x, read + p0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      c0 = v.fma(c, c0);
      v = FloatVector.fromArray(SPECIES, x, read + p1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      c1 = v.fma(c, c1);
      v = FloatVector.fromArray(SPECIES, x, read + p2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      c2 = v.fma(c, c2);
      v = FloatVector.fromArray(SPECIES, x, read + p3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      c3 = v.fma(c, c3);
      v = FloatVector.fromArray(SPECIES, x, read + p4);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
      c4 = v.fma(c, c4);
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3, a4);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3, b4);
    store(y, maps[2] * map, to, t, c0, c1, c2, c3, c4);
  }

  private static void two(
      float[] y,
      int map,
      int[] maps,
      int[] to,
      float[] x,
      int[] from,
      int t,
      int[] reads,
      float[] w,
      float[] bias) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector b4 = b0;
    int p0 = from[t];
    int p1 = from[t + 1];
    int p2 = from[t + 2];
    int p3 = from[t + 3];
    int p4 = from[t + 4];
    int at = 0;
    for (int k = 0; k < reads.length; k++) {
      int read = reads[k];
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      at += 2;
      FloatVector v = FloatVector.fromArray(SPECIES, x, read + p0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      v = FloatVector.fromArray(SPECIES, x, read + p1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      v = FloatVector.fromArray(SPECIES, x, read + p2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      v = FloatVector.fromArray(SPECIES, x, read + p3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      v = FloatVector.fromArray(SPECIES, x, read + p4);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3, a4);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3, b4);
  }

  private static void fourByFour(
      float[] y,
      int map,
      int[] maps,
      int[] to,
      float[] x,
      int[] from,
      int t,
      int[] reads,
      float[] w,
      float[] bias) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector d0 = FloatVector.broadcast(SPECIES, bias[maps[3]]);
    FloatVector d1 = d0;
    FloatVector d2 = d0;
    FloatVector d3 = d0;
    int p0 = from[t];
    int p1 = from[t + 1];
    int p2 = from[t + 2];
    int p3 = from[t + 3];
    int at = 0;
    for (int k = 0; k < reads.length; k++) {
      int read = reads[k];
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, w[at + 2]);
      FloatVector d = FloatVector.broadcast(SPECIES, w[at + 3]);
      at += 4;
      FloatVector v = FloatVector.fromArray(SPECIES, x, read + p0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      c0 = v.fma(c, c0);
      d0 = v.fma(d, d0);
      v = FloatVector.fromArray(SPECIES, x, read + p1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      c1 = v.fma(c, c1);
      d1 = v.fma(d, d1);
      v = FloatVector.fromArray(SPECIES, x, read + p2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      c2 = v.fma(c, c2);
      d2 = v.fma(d, d2);
      v = FloatVector.fromArray(SPECIES, x, read + p3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      c3 = v.fma(c, c3);
      d3 = v.fma(d, d3);
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3);
    store(y, maps[2] * map, to, t, c0, c1, c2, c3);
    store(y, maps[3] * map, to, t, d0, d1, d2, d3);
  }

  private static void threeByFour(
      float[] y,
      int map,
      int[] maps,
      int[] to,
      float[] x,
      int[] from,
      int t,
      int[] reads,
      float[] w,
      float[] bias) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    int p0 = from[t];
    int p1 = from[t + 1];
    int p2 = from[t + 2];
    int p3 = from[t + 3];
    int at = 0;
    for (int k = 0; k < reads.length; k++) {
      int read = reads[k];
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, w[at + 2]);
      at += 3;
      FloatVector v = FloatVector.fromArray(SPECIES, x, read + p0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      c0 = v.fma(c, c0);
      v = FloatVector.fromArray(SPECIES, x, read + p1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      c1 = v.fma(c, c1);
      v = FloatVector.fromArray(SPECIES, x, read + p2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      c2 = v.fma(c, c2);
      v = FloatVector.fromArray(SPECIES, x, read + p3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      c3 = v.fma(c, c3);
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3);
    store(y, maps[2] * map, to, t, c0, c1, c2, c3);
  }

  private static void store(
      float[] y,
      int at,
      int[] to,
      int t,
      FloatVector v0,
      FloatVector v1,
      FloatVector v2,
      FloatVector v3) {
    v0.intoArray(y, at + to[t]);
    v1.intoArray(y, at + to[t + 1]);
    v2.intoArray(y, at + to[t + 2]);
    v3.intoArray(y, at + to[t + 3]);
  }

  private static void store(
      float[] y,
      int at,
      int[] to,
      int t,
      FloatVector v0,
      FloatVector v1,
      FloatVector v2,
      FloatVector v3,
      FloatVector v4) {
    v0.intoArray(y, at + to[t]);
    v1.intoArray(y, at + to[t + 1]);
    v2.intoArray(y, at + to[t + 2]);
    v3.intoArray(y, at + to[t + 3]);
    v4.intoArray(y, at + to[t + 4]);
  }
}
