package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.reference.Run;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What four neighbouring places of maps of derivatives give back through some neighbouring weights
 * of a kernel's rows: sums held in registers, even maps and odd ones apart, since a chain of
 * multiply-adds must not be as long as there are registers to hide it.
 */
final class WideTransposedTiles {

  /** Places of a tile. */
  static final int PLACES = 4;

  /**
   * The weights of a row that a tile takes, at most; where there are but sixteen registers, three.
   */
  static final int MOST_TAPS = Wide.LANES == 8 ? 3 : 5;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** Where a tile reads and writes. */
  static final class Run {

    /** The first place of the derivatives, in the row that the first row of weights gives back. */
    int from;

    /** How many rows of the kernel there are, and back to the row before, for the next of them. */
    int rows;

    int step;

    /** Where the first row's weights stand, by map and input, and on to those of the next. */
    int weights;

    int next;

    /** The first place that is written of either map, and on to its neighbour. */
    int left;

    int right;

    int across;
  }

  private WideTransposedTiles() {}

  /** Adds to dx, for five, three or one weights of a row. */
  static void add(float[] dy, int[] maps, float[] w, int taps, Run run, float[] dx) {
    switch (taps) {
      case 1 -> one(dy, maps, w, run, dx);
      case 3 -> three(dy, maps, w, run, dx);
      default -> five(dy, maps, w, run, dx);
    }
  }

  private static void five(float[] dy, int[] maps, float[] w, Run run, float[] dx) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    FloatVector b5 = a0;
    FloatVector b6 = a0;
    FloatVector b7 = a0;
    int from = run.from;
    int first = run.weights;
    for (int row = 0; row < run.rows; row++) {
      int at = first;
      for (int map : maps) {
        int place = from + map;
        FloatVector v0 = FloatVector.fromArray(SPECIES, dy, place);
        FloatVector v1 = FloatVector.fromArray(SPECIES, dy, place + L);
        FloatVector v2 = FloatVector.fromArray(SPECIES, dy, place + 2 * L);
        FloatVector v3 = FloatVector.fromArray(SPECIES, dy, place + 3 * L);
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
        a0 = v0.fma(weight, a0);
        a1 = v1.fma(weight, a1);
        a2 = v2.fma(weight, a2);
        a3 = v3.fma(weight, a3);
        weight = FloatVector.broadcast(SPECIES, w[at + 1]);
        a1 = v0.fma(weight, a1);
        a2 = v1.fma(weight, a2);
        a3 = v2.fma(weight, a3);
        a4 = v3.fma(weight, a4);
        weight = FloatVector.broadcast(SPECIES, w[at + 2]);
        a2 = v0.fma(weight, a2);
        a3 = v1.fma(weight, a3);
        a4 = v2.fma(weight, a4);
        a5 = v3.fma(weight, a5);
        weight = FloatVector.broadcast(SPECIES, w[at + 3]);
        a3 = v0.fma(weight, a3);
        a4 = v1.fma(weight, a4);
        a5 = v2.fma(weight, a5);
        a6 = v3.fma(weight, a6);
        weight = FloatVector.broadcast(SPECIES, w[at + 4]);
        a4 = v0.fma(weight, a4);
        a5 = v1.fma(weight, a5);
        a6 = v2.fma(weight, a6);
        a7 = v3.fma(weight, a7);
        weight = FloatVector.broadcast(SPECIES, w[at + 5]);
        b0 = v0.fma(weight, b0);
        b1 = v1.fma(weight, b1);
        b2 = v2.fma(weight, b2);
        b3 = v3.fma(weight, b3);
        weight = FloatVector.broadcast(SPECIES, w[at + 6]);
        b1 = v0.fma(weight, b1);
        b2 = v1.fma(weight, b2);
        b3 = v2.fma(weight, b3);
        b4 = v3.fma(weight, b4);
        weight = FloatVector.broadcast(SPECIES, w[at + 7]);
        b2 = v0.fma(weight, b2);
        b3 = v1.fma(weight, b3);
        b4 = v2.fma(weight, b4);
        b5 = v3.fma(weight, b5);
        weight = FloatVector.broadcast(SPECIES, w[at + 8]);
        b3 = v0.fma(weight, b3);
        b4 = v1.fma(weight, b4);
        b5 = v2.fma(weight, b5);
        b6 = v3.fma(weight, b6);
        weight = FloatVector.broadcast(SPECIES, w[at + 9]);
        b4 = v0.fma(weight, b4);
        b5 = v1.fma(weight, b5);
        b6 = v2.fma(weight, b6);
        b7 = v3.fma(weight, b7);
        at += 10;
      }
      from -= run.step;
      first += run.next;
    }
    add(a0, dx, run.left);
    add(a1, dx, run.left + run.across);
    add(a2, dx, run.left + 2 * run.across);
    add(a3, dx, run.left + 3 * run.across);
    add(a4, dx, run.left + 4 * run.across);
    add(a5, dx, run.left + 5 * run.across);
    add(a6, dx, run.left + 6 * run.across);
    add(a7, dx, run.left + 7 * run.across);
    add(b0, dx, run.right);
    add(b1, dx, run.right + run.across);
    add(b2, dx, run.right + 2 * run.across);
    add(b3, dx, run.right + 3 * run.across);
    add(b4, dx, run.right + 4 * run.across);
    add(b5, dx, run.right + 5 * run.across);
    add(b6, dx, run.right + 6 * run.across);
    add(b7, dx, run.right + 7 * run.across);
  }

  private static void three(float[] dy, int[] maps, float[] w, Run run, float[] dx) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    FloatVector b4 = a0;
    FloatVector b5 = a0;
    int from = run.from;
    int first = run.weights;
    for (int row = 0; row < run.rows; row++) {
      int at = first;
      for (int map : maps) {
        int place = from + map;
        FloatVector v0 = FloatVector.fromArray(SPECIES, dy, place);
        FloatVector v1 = FloatVector.fromArray(SPECIES, dy, place + L);
        FloatVector v2 = FloatVector.fromArray(SPECIES, dy, place + 2 * L);
        FloatVector v3 = FloatVector.fromArray(SPECIES, dy, place + 3 * L);
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
        a0 = v0.fma(weight, a0);
        a1 = v1.fma(weight, a1);
        a2 = v2.fma(weight, a2);
        a3 = v3.fma(weight, a3);
        weight = FloatVector.broadcast(SPECIES, w[at + 1]);
        a1 = v0.fma(weight, a1);
        a2 = v1.fma(weight, a2);
        a3 = v2.fma(weight, a3);
        a4 = v3.fma(weight, a4);
        weight = FloatVector.broadcast(SPECIES, w[at + 2]);
        a2 = v0.fma(weight, a2);
        a3 = v1.fma(weight, a3);
        a4 = v2.fma(weight, a4);
        a5 = v3.fma(weight, a5);
        weight = FloatVector.broadcast(SPECIES, w[at + 3]);
        b0 = v0.fma(weight, b0);
        b1 = v1.fma(weight, b1);
        b2 = v2.fma(weight, b2);
        b3 = v3.fma(weight, b3);
        weight = FloatVector.broadcast(SPECIES, w[at + 4]);
        b1 = v0.fma(weight, b1);
        b2 = v1.fma(weight, b2);
        b3 = v2.fma(weight, b3);
        b4 = v3.fma(weight, b4);
        weight = FloatVector.broadcast(SPECIES, w[at + 5]);
        b2 = v0.fma(weight, b2);
        b3 = v1.fma(weight, b3);
        b4 = v2.fma(weight, b4);
        b5 = v3.fma(weight, b5);
        at += 6;
      }
      from -= run.step;
      first += run.next;
    }
    add(a0, dx, run.left);
    add(a1, dx, run.left + run.across);
    add(a2, dx, run.left + 2 * run.across);
    add(a3, dx, run.left + 3 * run.across);
    add(a4, dx, run.left + 4 * run.across);
    add(a5, dx, run.left + 5 * run.across);
    add(b0, dx, run.right);
    add(b1, dx, run.right + run.across);
    add(b2, dx, run.right + 2 * run.across);
    add(b3, dx, run.right + 3 * run.across);
    add(b4, dx, run.right + 4 * run.across);
    add(b5, dx, run.right + 5 * run.across);
  }

  private static void one(float[] dy, int[] maps, float[] w, Run run, float[] dx) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int from = run.from;
    int first = run.weights;
    for (int row = 0; row < run.rows; row++) {
      int at = first;
      for (int map : maps) {
        int place = from + map;
        FloatVector v0 = FloatVector.fromArray(SPECIES, dy, place);
        FloatVector v1 = FloatVector.fromArray(SPECIES, dy, place + L);
        FloatVector v2 = FloatVector.fromArray(SPECIES, dy, place + 2 * L);
        FloatVector v3 = FloatVector.fromArray(SPECIES, dy, place + 3 * L);
        FloatVector weight = FloatVector.broadcast(SPECIES, w[at]);
        a0 = v0.fma(weight, a0);
        a1 = v1.fma(weight, a1);
        a2 = v2.fma(weight, a2);
        a3 = v3.fma(weight, a3);
        weight = FloatVector.broadcast(SPECIES, w[at + 1]);
        b0 = v0.fma(weight, b0);
        b1 = v1.fma(weight, b1);
        b2 = v2.fma(weight, b2);
        b3 = v3.fma(weight, b3);
        at += 2;
      }
      from -= run.step;
      first += run.next;
    }
    add(a0, dx, run.left);
    add(a1, dx, run.left + run.across);
    add(a2, dx, run.left + 2 * run.across);
    add(a3, dx, run.left + 3 * run.across);
    add(b0, dx, run.right);
    add(b1, dx, run.right + run.across);
    add(b2, dx, run.right + 2 * run.across);
    add(b3, dx, run.right + 3 * run.across);
  }

  private static void add(FloatVector sum, float[] to, int at) {
    FloatVector.fromArray(SPECIES, to, at).add(sum).intoArray(to, at);
  }
}
