package io.github.lenetcl.compute.cpu.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The derivatives by five weights of a few kernels at once, held in registers: sums over places and
 * samples of the derivatives of maps times what their kernels read there.
 */
final class WideCorrelations {

  /** Weights of a kernel that are taken at once. */
  static final int TAPS = 5;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private WideCorrelations() {}

  /** Returns how many maps are taken together where so many are left. */
  static int maps(int left) {
    return L == 8 ? 2 : WideTiles.fewMaps(left);
  }

  /**
   * Sets sums[to + m·next + j·lanes + s] = Σ_t dy[maps[m]·map + t·lanes + s]·x[from[t] + run +
   * taps[k + j] + s] for each of the maps and five taps j.
   */
  static void sum(
      float[] x,
      int run,
      int[] from,
      int[] taps,
      int k,
      float[] dy,
      int[] maps,
      int map,
      int places,
      float[] sums,
      int to,
      int next) {
    switch (maps.length) {
      case 2 -> two(x, run, from, taps, k, dy, maps, map, places, sums, to, next);
      case 3 -> three(x, run, from, taps, k, dy, maps, map, places, sums, to, next);
      default -> four(x, run, from, taps, k, dy, maps, map, places, sums, to, next);
    }
  }

  private static void four(
      float[] x,
      int run,
      int[] from,
      int[] taps,
      int k,
      float[] dy,
      int[] maps,
      int map,
      int places,
      float[] sums,
      int to,
      int next) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector c2 = a0;
    FloatVector c3 = a0;
    FloatVector c4 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    FloatVector d2 = a0;
    FloatVector d3 = a0;
    FloatVector d4 = a0;
    int aAt = maps[0] * map;
    int bAt = maps[1] * map;
    int cAt = maps[2] * map;
    int dAt = maps[3] * map;
    int tap0 = run + taps[k];
    int tap1 = run + taps[k + 1];
    int tap2 = run + taps[k + 2];
    int tap3 = run + taps[k + 3];
    int tap4 = run + taps[k + 4];
    for (int t = 0; t < places; t++) {
      int place = from[t];
      FloatVector a = FloatVector.fromArray(SPECIES, dy, aAt + t * L);
      FloatVector b = FloatVector.fromArray(SPECIES, dy, bAt + t * L);
      FloatVector c = FloatVector.fromArray(SPECIES, dy, cAt + t * L);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dAt + t * L);
      FloatVector v = FloatVector.fromArray(SPECIES, x, place + tap0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      c0 = v.fma(c, c0);
      d0 = v.fma(d, d0);
      v = FloatVector.fromArray(SPECIES, x, place + tap1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      c1 = v.fma(c, c1);
      d1 = v.fma(d, d1);
      v = FloatVector.fromArray(SPECIES, x, place + tap2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      c2 = v.fma(c, c2);
      d2 = v.fma(d, d2);
      v = FloatVector.fromArray(SPECIES, x, place + tap3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      c3 = v.fma(c, c3);
      d3 = v.fma(d, d3);
      v = FloatVector.fromArray(SPECIES, x, place + tap4);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
      c4 = v.fma(c, c4);
      d4 = v.fma(d, d4);
    }
    put(a0, a1, a2, a3, a4, sums, to);
    put(b0, b1, b2, b3, b4, sums, to + next);
    put(c0, c1, c2, c3, c4, sums, to + 2 * next);
    put(d0, d1, d2, d3, d4, sums, to + 3 * next);
  }

  private static void three(
      float[] x,
      int run,
      int[] from,
      int[] taps,
      int k,
      float[] dy,
      int[] maps,
      int map,
      int places,
      float[] sums,
      int to,
      int next) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector c2 = a0;
    FloatVector c3 = a0;
    FloatVector c4 = a0;
    int aAt = maps[0] * map;
    int bAt = maps[1] * map;
    int cAt = maps[2] * map;
    int tap0 = run + taps[k];
    int tap1 = run + taps[k + 1];
    int tap2 = run + taps[k + 2];
    int tap3 = run + taps[k + 3];
    int tap4 = run + taps[k + 4];
    for (int t = 0; t < places; t++) {
      int place = from[t];
      FloatVector a = FloatVector.fromArray(SPECIES, dy, aAt + t * L);
      FloatVector b = FloatVector.fromArray(SPECIES, dy, bAt + t * L);
      FloatVector c = FloatVector.fromArray(SPECIES, dy, cAt + t * L);
      FloatVector v = FloatVector.fromArray(SPECIES, x, place + tap0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      c0 = v.fma(c, c0);
      v = FloatVector.fromArray(SPECIES, x, place + tap1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      c1 = v.fma(c, c1);
      v = FloatVector.fromArray(SPECIES, x, place + tap2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      c2 = v.fma(c, c2);
      v = FloatVector.fromArray(SPECIES, x, place + tap3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      c3 = v.fma(c, c3);
      v = FloatVector.fromArray(SPECIES, x, place + tap4);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
      c4 = v.fma(c, c4);
    }
    put(a0, a1, a2, a3, a4, sums, to);
    put(b0, b1, b2, b3, b4, sums, to + next);
    put(c0, c1, c2, c3, c4, sums, to + 2 * next);
  }

  private static void two(
      float[] x,
      int run,
      int[] from,
      int[] taps,
      int k,
      float[] dy,
      int[] maps,
      int map,
      int places,
      float[] sums,
      int to,
      int next) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    int aAt = maps[0] * map;
    int bAt = maps[1] * map;
    int tap0 = run + taps[k];
    int tap1 = run + taps[k + 1];
    int tap2 = run + taps[k + 2];
    int tap3 = run + taps[k + 3];
    int tap4 = run + taps[k + 4];
    for (int t = 0; t < places; t++) {
      int place = from[t];
      FloatVector a = FloatVector.fromArray(SPECIES, dy, aAt + t * L);
      FloatVector b = FloatVector.fromArray(SPECIES, dy, bAt + t * L);
      FloatVector v = FloatVector.fromArray(SPECIES, x, place + tap0);
      a0 = v.fma(a, a0);
      b0 = v.fma(b, b0);
      v = FloatVector.fromArray(SPECIES, x, place + tap1);
      a1 = v.fma(a, a1);
      b1 = v.fma(b, b1);
      v = FloatVector.fromArray(SPECIES, x, place + tap2);
      a2 = v.fma(a, a2);
      b2 = v.fma(b, b2);
      v = FloatVector.fromArray(SPECIES, x, place + tap3);
      a3 = v.fma(a, a3);
      b3 = v.fma(b, b3);
      v = FloatVector.fromArray(SPECIES, x, place + tap4);
      a4 = v.fma(a, a4);
      b4 = v.fma(b, b4);
    }
    put(a0, a1, a2, a3, a4, sums, to);
    put(b0, b1, b2, b3, b4, sums, to + next);
  }

  private static void put(
      FloatVector v0,
      FloatVector v1,
      FloatVector v2,
      FloatVector v3,
      FloatVector v4,
      float[] sums,
      int at) {
    v0.intoArray(sums, at);
    v1.intoArray(sums, at + L);
    v2.intoArray(sums, at + 2 * L);
    v3.intoArray(sums, at + 3 * L);
    v4.intoArray(sums, at + 4 * L);
  }
}
