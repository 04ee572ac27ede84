package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;

/**
 * Kernels that take samples through all layers of one network at once. A plan that has them uses
 * them for {@code Plan.train} and where only the last layer's outputs are asked for; the kernels
 * layer by layer do the rest, and are what these are held to.
 */
public interface WholeNetwork {

  /**
   * {@return up to how many samples of a pass, or of a batch, go by kernels of their own; 0 where
   * there are none such}
   */
  default int few() {
    return 0;
  }

  /**
   * Computes the last layer's outputs, and no other layer's but those that a softmax has for
   * inputs, which losses read.
   *
   * @param samples the number of samples
   * @param inputs their inputs
   * @param below where the inputs of a last softmax go
   * @param outputs where their outputs go
   */
  void forward(int samples, ClBuffer inputs, ClBuffer below, ClBuffer outputs);

  /**
   * {@return whether these kernels make updates by a rule; others are made layer by layer}
   *
   * @param rule the rule
   */
  boolean takes(UpdateRule rule);

  /**
   * Makes one update for each batch: losses and marks go to the results, in which the samples stand
   * from its beginning; the halt flags stop updates as they do layer by layer; the gradient of the
   * last batch is left in its vector. It bounds the queue, and each launch to about 100 ms.
   *
   * @param loss the loss
   * @param rule a rule that {@link #takes} says yes to
   * @param images the images, whose labels fit the outputs
   * @param samples at least one sample
   * @param batch samples for each update, fewer in the last, at most the plan's capacity
   */
  void train(Loss loss, UpdateRule rule, OpenClImages images, Source.Samples samples, int batch);
}
