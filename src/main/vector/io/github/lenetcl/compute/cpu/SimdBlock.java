package io.github.lenetcl.compute.cpu;

import java.util.Arrays;

/** The values and derivatives of as many samples as a vector has lanes, or of one. */
final class SimdBlock {

  /** For each boundary between layers the values there; a squash shares the array before it. */
  final float[][] values;

  /** The derivatives by {@link #values}, shared alike. */
  final float[][] derivatives;

  private static final float CANARY = -1.2345e30f;

  private final SimdMaps[] valueMaps;
  private final SimdMaps[] derivativeMaps;
  private final boolean guarded;

  /**
   * Makes the arrays.
   *
   * @param inPlace for each boundary whether it shares the arrays of the one before it
   * @param derivativeMaps no maps where no backward pass will come
   */
  SimdBlock(
      SimdMaps[] valueMaps,
      SimdMaps[] derivativeMaps,
      boolean[] inPlace,
      int vector,
      boolean guarded) {
    this.valueMaps = valueMaps;
    this.derivativeMaps = derivativeMaps;
    this.guarded = guarded;
    values = allocate(valueMaps, inPlace, vector);
    derivatives = allocate(derivativeMaps, inPlace, vector);
  }

  private float[][] allocate(SimdMaps[] maps, boolean[] inPlace, int vector) {
    float[][] arrays = new float[maps.length][];
    for (int i = 0; i < maps.length; i++) {
      arrays[i] = inPlace[i] ? arrays[i - 1] : new float[maps[i].length(vector) + 1];
      if (guarded && !inPlace[i]) {
        fillWithNaN(maps[i], arrays[i]);
        arrays[i][arrays[i].length - 1] = CANARY;
      }
    }
    return arrays;
  }

  /** Gaps stay zero: they are read. */
  private static void fillWithNaN(SimdMaps maps, float[] array) {
    for (int m = 0; m < maps.shape().maps(); m++) {
      for (int r = 0; r < maps.shape().height(); r++) {
        Arrays.fill(array, maps.at(m, r, 0), maps.at(m, r, 0) + maps.rowLength(), Float.NaN);
      }
    }
  }

  /** Returns whether a canary of a guarded block was written over. */
  boolean isDamaged() {
    return guarded && (isDamaged(values) || isDamaged(derivatives));
  }

  private static boolean isDamaged(float[][] arrays) {
    return Arrays.stream(arrays).anyMatch(array -> array[array.length - 1] != CANARY);
  }

  /** How the values at a boundary lie. */
  SimdMaps valueMaps(int boundary) {
    return valueMaps[boundary];
  }

  /** How the derivatives at a boundary lie. */
  SimdMaps derivativeMaps(int boundary) {
    return derivativeMaps[boundary];
  }
}
