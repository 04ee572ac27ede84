package io.github.lenetcl.network;

import java.util.Collections;
import java.util.List;

/**
 * One tensor of a layer, trained but for what is running.
 *
 * @param role what it is: weight, bias, coefficient, …
 * @param shape its dimensions, outermost first
 * @param fanIn for each index of the first dimension, the number of inputs of the unit that the
 *     connections belong to (F of the paper's ±2.4/F)
 */
public record TensorSpec(String role, List<Integer> shape, List<Integer> fanIn) {

  /** The role of running means, which follow those of batches and are not trained. */
  public static final String RUNNING_MEAN = "running_mean";

  /** The role of running variances, which are never below 0. */
  public static final String RUNNING_VARIANCE = "running_var";

  /** Copies the lists. */
  public TensorSpec {
    shape = List.copyOf(shape);
    fanIn = fanIn instanceof Runs ? fanIn : List.copyOf(fanIn);
  }

  /** A tensor whose units all have the same fan-in. */
  static TensorSpec of(String role, int fanIn, Integer... shape) {
    return new TensorSpec(role, List.of(shape), Collections.nCopies(shape[0], fanIn));
  }

  /** {@return whether these follow the statistics of batches and are not trained} */
  public boolean isRunning() {
    return role.equals(RUNNING_MEAN) || role.equals(RUNNING_VARIANCE);
  }

  /** {@return the number of values} */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }
}
