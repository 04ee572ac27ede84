package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over kernels for a few maps and places at once, held in registers: what several maps read is
 * loaded once, and a weight serves several places. Loads of values cross lines of the cache, loads
 * of weights do not: eight maps by two places come to 95 % of what the processor can do where four
 * by five, of as many registers, come to 70 to 88.
 */
final class WideTiles {

  /** Places of the largest tile; those of the others divide it. */
  static final int MOST_PLACES = 4;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private WideTiles() {}

  /** Returns how many maps the next tile takes where so many are left. */
  static int maps(int left) {
    if (L == 8 || left == 7) {
      return fewMaps(left);
    }
    return switch (left) {
      case 1, 2, 3 -> 3;
      case 4 -> 4;
      case 5, 6, 9, 10, 13 -> 6;
      default -> 8;
    };
  }

  /** Likewise, but no more than four: maps that are computed together read the same, or zeros. */
  static int fewMaps(int left) {
    return left < 4 || left == 5 || left == 6 || left == 9 ? 3 : 4;
  }

  /** Returns how many places a tile of some maps has. */
  static int places(int maps) {
    return maps > 4 || maps == 4 && L == 8 ? 2 : MOST_PLACES;
  }

  /**
   * Sets y[maps[m]·map + to[p]] = bias[maps[m]] + Σ_k w[k·maps + m]·x[from[p] + reads[k]] for all
   * maps and the places from the first to the end, which tiles divide.
   *
   * @param reads where the weights read, from a place, in one loop over maps and taps: one over the
   *     taps alone is short, and would begin anew for each map
   */
  static void sum(
      float[] x,
      int[] from,
      int[] reads,
      float[] w,
      float[] bias,
      int[] maps,
      int first,
      int end,
      float[] y,
      int map,
      int[] to) {
    switch (maps.length) {
      case 3 -> three(x, from, reads, w, bias, maps, first, end, y, map, to);
      case 6 -> six(x, from, reads, w, bias, maps, first, end, y, map, to);
      case 8 -> eight(x, from, reads, w, bias, maps, first, end, y, map, to);
      default -> {
        if (L == 8) {
          fourByTwo(x, from, reads, w, bias, maps, first, end, y, map, to);
        } else {
          four(x, from, reads, w, bias, maps, first, end, y, map, to);
        }
      }
    }
  }

  private static void eight(
      float[] x,
      int[] from,
      int[] reads,
      float[] w,
      float[] bias,
      int[] maps,
      int first,
      int end,
      float[] y,
      int map,
      int[] to) {
    for (int t = first; t < end; t += 2) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
      FloatVector a1 = a0;
      FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
      FloatVector b1 = b0;
      FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
      FloatVector c1 = c0;
      FloatVector d0 = FloatVector.broadcast(SPECIES, bias[maps[3]]);
      FloatVector d1 = d0;
      FloatVector e0 = FloatVector.broadcast(SPECIES, bias[maps[4]]);
      FloatVector e1 = e0;
      FloatVector f0 = FloatVector.broadcast(SPECIES, bias[maps[5]]);
      FloatVector f1 = f0;
      FloatVector g0 = FloatVector.broadcast(SPECIES, bias[maps[6]]);
      FloatVector g1 = g0;
      FloatVector h0 = FloatVector.broadcast(SPECIES, bias[maps[7]]);
      FloatVector h1 = h0;
      int p0 = from[t];
      int p1 = from[t + 1];
      int at = 0;
      for (int read : reads) {
        FloatVector v0 = FloatVector.fromArray(SPECIES, x, read + p0);
        FloatVector v1 = FloatVector.fromArray(SPECIES, x, read + p1);
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
        a0 = v0.fma(weight, a0);
        a1 = v1.fma(weight, a1);
        weight = FloatVector.broadcast(SPECIES, w[at + 1]);
        b0 = v0.fma(weight, b0);
        b1 = v1.fma(weight, b1);
        weight = FloatVector.broadcast(SPECIES, w[at + 2]);
        c0 = v0.fma(weight, c0);
        c1 = v1.fma(weight, c1);
        weight = FloatVector.broadcast(SPECIES, w[at + 3]);
        d0 = v0.fma(weight, d0);
        d1 = v1.fma(weight, d1);
        weight = FloatVector.broadcast(SPECIES, w[at + 4]);
        e0 = v0.fma(weight, e0);
        e1 = v1.fma(weight, e1);
        weight = FloatVector.broadcast(SPECIES, w[at + 5]);
        f0 = v0.fma(weight, f0);
        f1 = v1.fma(weight, f1);
        weight = FloatVector.broadcast(SPECIES, w[at + 6]);
        g0 = v0.fma(weight, g0);
        g1 = v1.fma(weight, g1);
        weight = FloatVector.broadcast(SPECIES, w[at + 7]);
        h0 = v0.fma(weight, h0);
        h1 = v1.fma(weight, h1);
        at += 8;
      }
      store(y, maps[0] * map, to, t, a0, a1);
      store(y, maps[1] * map, to, t, b0, b1);
      store(y, maps[2] * map, to, t, c0, c1);
      store(y, maps[3] * map, to, t, d0, d1);
      store(y, maps[4] * map, to, t, e0, e1);
      store(y, maps[5] * map, to, t, f0, f1);
      store(y, maps[6] * map, to, t, g0, g1);
      store(y, maps[7] * map, to, t, h0, h1);
    }
  }

  private static void six(
      float[] x,
      int[] from,
      int[] reads,
      float[] w,
      float[] bias,
      int[] maps,
      int first,
      int end,
      float[] y,
      int map,
      int[] to) {
    for (int t = first; t < end; t += 2) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
      FloatVector a1 = a0;
      FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
      FloatVector b1 = b0;
      FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
      FloatVector c1 = c0;
      FloatVector d0 = FloatVector.broadcast(SPECIES, bias[maps[3]]);
      FloatVector d1 = d0;
      FloatVector e0 = FloatVector.broadcast(SPECIES, bias[maps[4]]);
      FloatVector e1 = e0;
      FloatVector f0 = FloatVector.broadcast(SPECIES, bias[maps[5]]);
      FloatVector f1 = f0;
      int p0 = from[t];
      int p1 = from[t + 1];
      int at = 0;
      for (int read : reads) {
        FloatVector v0 = FloatVector.fromArray(SPECIES, x, read + p0);
        FloatVector v1 = FloatVector.fromArray(SPECIES, x, read + p1);
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
        a0 = v0.fma(weight, a0);
        a1 = v1.fma(weight, a1);
        weight = FloatVector.broadcast(SPECIES, w[at + 1]);
        b0 = v0.fma(weight, b0);
        b1 = v1.fma(weight, b1);
        weight = FloatVector.broadcast(SPECIES, w[at + 2]);
        c0 = v0.fma(weight, c0);
        c1 = v1.fma(weight, c1);
        weight = FloatVector.broadcast(SPECIES, w[at + 3]);
        d0 = v0.fma(weight, d0);
        d1 = v1.fma(weight, d1);
        weight = FloatVector.broadcast(SPECIES, w[at + 4]);
        e0 = v0.fma(weight, e0);
        e1 = v1.fma(weight, e1);
        weight = FloatVector.broadcast(SPECIES, w[at + 5]);
        f0 = v0.fma(weight, f0);
        f1 = v1.fma(weight, f1);
        at += 6;
      }
      store(y, maps[0] * map, to, t, a0, a1);
      store(y, maps[1] * map, to, t, b0, b1);
      store(y, maps[2] * map, to, t, c0, c1);
      store(y, maps[3] * map, to, t, d0, d1);
      store(y, maps[4] * map, to, t, e0, e1);
      store(y, maps[5] * map, to, t, f0, f1);
    }
  }

  private static void four(
      float[] x,
      int[] from,
      int[] reads,
      float[] w,
      float[] bias,
      int[] maps,
      int first,
      int end,
      float[] y,
      int map,
      int[] to) {
    int t = first;
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
    for (int read : reads) {
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, w[at + 2]);
      FloatVector d = FloatVector.broadcast(SPECIES, w[at + 3]);
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
      at += 4;
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3);
    store(y, maps[2] * map, to, t, c0, c1, c2, c3);
    store(y, maps[3] * map, to, t, d0, d1, d2, d3);
  }

  private static void three(
      float[] x,
      int[] from,
      int[] reads,
      float[] w,
      float[] bias,
      int[] maps,
      int first,
      int end,
      float[] y,
      int map,
      int[] to) {
    int t = first;
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
    for (int read : reads) {
      FloatVector a = FloatVector.broadcast(SPECIES, w[at]);
      FloatVector b = FloatVector.broadcast(SPECIES, w[at + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, w[at + 2]);
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
      at += 3;
    }
    store(y, maps[0] * map, to, t, a0, a1, a2, a3);
    store(y, maps[1] * map, to, t, b0, b1, b2, b3);
    store(y, maps[2] * map, to, t, c0, c1, c2, c3);
  }

  private static void fourByTwo(
      float[] x,
      int[] from,
      int[] reads,
      float[] w,
      float[] bias,
      int[] maps,
      int first,
      int end,
      float[] y,
      int map,
      int[] to) {
    for (int t = first; t < end; t += 2) {
      FloatVector a0 = FloatVector.broadcast(SPECIES, bias[maps[0]]);
      FloatVector a1 = a0;
      FloatVector b0 = FloatVector.broadcast(SPECIES, bias[maps[1]]);
      FloatVector b1 = b0;
      FloatVector c0 = FloatVector.broadcast(SPECIES, bias[maps[2]]);
      FloatVector c1 = c0;
      FloatVector d0 = FloatVector.broadcast(SPECIES, bias[maps[3]]);
      FloatVector d1 = d0;
      int p0 = from[t];
      int p1 = from[t + 1];
      int at = 0;
      for (int read : reads) {
        FloatVector v0 = FloatVector.fromArray(SPECIES, x, read + p0);
        FloatVector v1 = FloatVector.fromArray(SPECIES, x, read + p1);
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
        a0 = v0.fma(weight, a0);
        a1 = v1.fma(weight, a1);
        weight = FloatVector.broadcast(SPECIES, w[at + 1]);
        b0 = v0.fma(weight, b0);
        b1 = v1.fma(weight, b1);
        weight = FloatVector.broadcast(SPECIES, w[at + 2]);
        c0 = v0.fma(weight, c0);
        c1 = v1.fma(weight, c1);
        weight = FloatVector.broadcast(SPECIES, w[at + 3]);
        d0 = v0.fma(weight, d0);
        d1 = v1.fma(weight, d1);
        at += 4;
      }
      store(y, maps[0] * map, to, t, a0, a1);
      store(y, maps[1] * map, to, t, b0, b1);
      store(y, maps[2] * map, to, t, c0, c1);
      store(y, maps[3] * map, to, t, d0, d1);
    }
  }

  private static void store(float[] y, int at, int[] to, int t, FloatVector v0, FloatVector v1) {
    v0.intoArray(y, at + to[t]);
    v1.intoArray(y, at + to[t + 1]);
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
    store(y, at, to, t, v0, v1);
    store(y, at, to, t + 2, v2, v3);
  }
}
