package io.github.lenetcl.network;

import java.util.Collections;
import java.util.List;

/**
 * One trainable tensor of a layer.
 *
 * @param role what it is: weight, bias or coefficient
 * @param shape its dimensions, outermost first
 * @param fanIn for each index of the first dimension, the number of inputs of the unit that the
 *     connections belong to (F of the paper's ±2.4/F)
 */
public record TensorSpec(String role, List<Integer> shape, List<Integer> fanIn) {

  /** Copies the lists. */
  public TensorSpec {
    shape = List.copyOf(shape);
    fanIn = List.copyOf(fanIn);
  }

  /** A tensor whose units all have the same fan-in. */
  static TensorSpec of(String role, int fanIn, Integer... shape) {
    return new TensorSpec(role, List.of(shape), Collections.nCopies(shape[0], fanIn));
  }

  /** {@return the number of values} */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }
}
