package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.Step;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/** The values and derivatives of one sample, columns side by side. */
final class SimdBlock implements Block {

  /** For each boundary between layers the values there; a squash shares the array before it. */
  final float[][] values;

  /** The derivatives by {@link #values}, shared alike. */
  final float[][] derivatives;

  private static final float CANARY = -1.2345e30f;

  private float[] inputDerivatives = {};

  private final SimdNetwork network;
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
      SimdNetwork network,
      SimdMaps[] valueMaps,
      SimdMaps[] derivativeMaps,
      boolean[] inPlace,
      int vector,
      boolean guarded) {
    this.network = network;
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
        Arrays.fill(array, maps.at(m, r, 0), maps.at(m, r, 0) + maps.shape().width(), Float.NaN);
      }
    }
  }

  @Override
  public boolean isDamaged() {
    return guarded && (isDamaged(values) || isDamaged(derivatives));
  }

  private static boolean isDamaged(float[][] arrays) {
    return Arrays.stream(arrays).anyMatch(array -> array[array.length - 1] != CANARY);
  }

  @Override
  public float[] inputs() {
    return values[0];
  }

  @Override
  public void forward(float[] w) {
    network.forward(this, w);
  }

  @Override
  public void copyOut(int boundary, int lane, float[] to, int at) {
    copyOut(values[boundary], valueMaps[boundary], to, at);
  }

  private static void copyOut(float[] from, SimdMaps maps, float[] to, int at) {
    int next = at;
    for (int m = 0; m < maps.shape().maps(); m++) {
      for (int r = 0; r < maps.shape().height(); r++) {
        for (int c = 0; c < maps.shape().width(); c++) {
          to[next++] = from[maps.at(m, r, c)];
        }
      }
    }
  }

  @Override
  public void seed(int boundary, int lane, float[] first, int at) {
    if (derivatives.length == 0) {
      return;
    }
    SimdMaps maps = derivativeMaps[boundary];
    int next = at;
    for (int m = 0; m < maps.shape().maps(); m++) {
      for (int r = 0; r < maps.shape().height(); r++) {
        for (int c = 0; c < maps.shape().width(); c++) {
          derivatives[boundary][maps.at(m, r, c)] = first[next++];
        }
      }
    }
  }

  @Override
  public void backward(int seeded, float[] w, float[] dw, int slot) {
    network.backward(seeded, w, this, dw);
  }

  @Override
  public void backwardToInputs(float[] w) {
    Shape in = valueMaps[0].shape();
    Shape out = valueMaps[1].shape();
    float[] x = new float[in.size()];
    float[] dy = new float[out.size()];
    inputDerivatives = new float[in.size()];
    copyOut(0, 0, x, 0);
    copyOut(derivatives[1], derivativeMaps[1], dy, 0);
    network.backwardToInputs(w, x, dy, inputDerivatives);
  }

  @Override
  public void copyInputDerivatives(int lane, float[] to, int at) {
    System.arraycopy(inputDerivatives, 0, to, at, inputDerivatives.length);
  }

  @Override
  public boolean step(int seeded, Step step) {
    return network.step(seeded, this, step);
  }
}
