package io.github.lenetcl.network;

import java.util.Arrays;

/**
 * Where a trainable tensor stands in the flat parameter vector of a network.
 *
 * @param name the tensor's name: C1.weight, S2.coefficient, …
 * @param layer index of the layer that it belongs to
 * @param offset index of its first value in the flat vector
 * @param spec its shape and fan-in
 */
public record Parameter(String name, int layer, int offset, TensorSpec spec) {

  /** {@return the number of values} */
  public int size() {
    return spec.size();
  }

  /** {@return whether these are weights, which penalties act on} */
  public boolean isWeight() {
    return spec.role().equals("weight");
  }

  /**
   * {@return a copy of this tensor's values}
   *
   * @param vector a flat vector of the network
   */
  public float[] slice(float[] vector) {
    return Arrays.copyOfRange(vector, offset, offset + size());
  }
}
