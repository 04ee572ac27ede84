package io.github.lenetcl.compute.cpu.blocks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a plan's arrays; those of a guarded plan are full of NaN and have a canary behind them. */
final class Buffers {

  private static final int CANARIES = 16;

  /** Small, so that it shows what is added to it too. */
  private static final float CANARY = -1.2345f;

  private final boolean guarded;
  private final Map<String, float[]> arrays = new LinkedHashMap<>();

  Buffers(boolean guarded) {
    this.guarded = guarded;
  }

  /** Returns an array of at least the given length. */
  float[] make(String name, int length) {
    if (!guarded) {
      return new float[length];
    }
    float[] array = new float[length + CANARIES];
    Arrays.fill(array, 0, length, Float.NaN);
    Arrays.fill(array, length, array.length, CANARY);
    arrays.put(name, array);
    return array;
  }

  /** Returns the names of the arrays whose canaries were written over. */
  List<String> damaged() {
    List<String> names = new ArrayList<>();
    arrays.forEach(
        (name, array) -> {
          for (int i = array.length - CANARIES; i < array.length; i++) {
            if (array[i] != CANARY) {
              names.add(name);
              return;
            }
          }
        });
    return names;
  }
}
