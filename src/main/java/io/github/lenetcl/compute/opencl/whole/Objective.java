package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Loss.MaximumAPosteriori;

/**
 * A loss as the kernels for whole networks take it.
 *
 * @param number as lanes/losses.h numbers them
 * @param constant j of equation (9), or label smoothing
 * @param scale what the loss is multiplied by
 */
record Objective(int number, float constant, float scale) {

  static Objective of(Loss loss) {
    if (loss instanceof Loss.MeanSquaredError) {
      return new Objective(0, 0, loss.scale());
    } else if (loss instanceof MaximumAPosteriori posterior) {
      return new Objective(1, posterior.j(), loss.scale());
    } else if (loss instanceof Loss.CrossEntropy entropy) {
      return new Objective(2, entropy.smoothing(), loss.scale());
    } else if (loss instanceof Loss.OutputSquaredError) {
      return new Objective(3, 0, loss.scale());
    }
    throw new IllegalArgumentException("no kernel for the loss " + loss);
  }
}
