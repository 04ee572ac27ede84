package io.github.lenetcl.compute;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;

/**
 * What a plan is made for.
 *
 * @param network the network
 * @param input the shape of the inputs, which may be larger than the network's own
 * @param capacity the most samples in one pass
 * @param training whether backward passes will be asked for; without them their memory is saved
 * @param guarded whether to fill every buffer with NaN before its first use and to put canaries
 *     behind it, for proofs
 */
public record PlanSpec(
    Network network, Shape input, int capacity, boolean training, boolean guarded) {

  /** Checks the sizes. */
  public PlanSpec {
    if (capacity < 1) {
      throw new IllegalArgumentException("plan: capacity " + capacity + ", wanted at least 1");
    }
    long largest = input.size();
    for (Shape shape : network.shapesFor(input)) {
      largest = Math.max(largest, shape.size());
    }
    // Arrays and the indices of kernels are 32 bits wide.
    if (capacity > Integer.MAX_VALUE / Math.max(1, largest)) {
      throw new IllegalArgumentException(
          "plan: %d samples at once of up to %d values each, wanted at most %d samples"
              .formatted(capacity, largest, Integer.MAX_VALUE / Math.max(1, largest)));
    }
  }

  /**
   * A plan that trains on inputs of the network's own size.
   *
   * @param network the network
   * @param capacity the most samples in one pass
   * @return the plan's sizes
   */
  public static PlanSpec training(Network network, int capacity) {
    return new PlanSpec(network, network.input(), capacity, true, false);
  }

  /**
   * A plan that only runs forward, on inputs of the network's own size.
   *
   * @param network the network
   * @param capacity the most samples in one pass
   * @return the plan's sizes
   */
  public static PlanSpec inference(Network network, int capacity) {
    return new PlanSpec(network, network.input(), capacity, false, false);
  }
}
