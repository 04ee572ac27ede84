package io.github.lenetcl.network;

import java.util.List;

/**
 * One layer of a network, as data. A backend supplies, for each kind, the forward pass, the
 * backward pass to the inputs and to the parameters, and the same two for the diagonal second
 * derivatives (LeCun et al. 1998, Appendix C).
 *
 * <p>The paper's layers act alike at every position, so that an input larger than the network's own
 * gives more outputs (Section VII, space displacement networks); layers that fit one size of input
 * only say so.
 */
public sealed interface Layer
    permits Convolution,
        LocallyConnected,
        Subsampling,
        Pooling,
        SpatialPooling,
        Activation,
        Pointwise,
        Flatten,
        FullConnection,
        Dropout,
        BatchNormalization,
        RadialBasis,
        Softmax {

  /** {@return the layer's name, the paper's where it has one: C1, S2, …} */
  String name();

  /**
   * {@return the shape of this layer's output}
   *
   * @param input the shape that comes in
   * @throws IllegalArgumentException naming the layer, the shape and what it wanted
   */
  Shape outputShape(Shape input);

  /**
   * {@return the trainable tensors in the order in which they stand in the flat parameter vector}
   *
   * @param input the shape that comes in
   */
  List<TensorSpec> tensors(Shape input);

  /**
   * {@return the number of connections as the paper counts them: for every output unit its inputs
   * and its bias}
   *
   * @param input the shape that comes in
   */
  long connections(Shape input);

  /**
   * {@return the multiply-adds of one forward pass of one sample, biases and squashing not counted}
   *
   * @param input the shape that comes in
   */
  long multiplyAdds(Shape input);
}
