package io.github.lenetcl.network;

import java.util.List;
import java.util.Optional;

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
   * {@return the shape of this layer's output, the same where nothing else is said}
   *
   * @param input the shape that comes in
   * @throws IllegalArgumentException naming the layer, the shape and what it wanted
   */
  default Shape outputShape(Shape input) {
    return input;
  }

  /**
   * {@return the trainable tensors in the order in which they stand in the flat parameter vector,
   * none where nothing else is said}
   *
   * @param input the shape that comes in
   */
  default List<TensorSpec> tensors(Shape input) {
    return List.of();
  }

  /**
   * {@return the number of connections as the paper counts them: for every output unit its inputs
   * and its bias; 0 where nothing else is said}
   *
   * @param input the shape that comes in
   */
  default long connections(Shape input) {
    return 0;
  }

  /**
   * {@return the multiply-adds of one forward pass of one sample, biases and squashing not counted;
   * 0 where nothing else is said}
   *
   * @param input the shape that comes in
   */
  default long multiplyAdds(Shape input) {
    return 0;
  }

  /** {@return what the layer is to a backend} */
  Form form();

  /** {@return the window of each input map that a unit sees, where the layer has one} */
  default Optional<Window> field() {
    return Optional.empty();
  }

  /** {@return whether it acts by chance while training} */
  default boolean draws() {
    return false;
  }

  /**
   * {@return what is said of a layer of this kind}
   *
   * @param cases what is said of each kind
   * @param <T> what it is
   */
  <T> T match(Cases<T> cases);

  /**
   * What is to be said of every kind of layer: the compiler names whoever does not know a new kind.
   *
   * @param <T> what it is
   */
  interface Cases<T> {
    /**
     * {@return the answer for a convolution}
     *
     * @param layer the layer
     */
    T convolution(Convolution layer);

    /**
     * {@return the answer for a local connection}
     *
     * @param layer the layer
     */
    T locallyConnected(LocallyConnected layer);

    /**
     * {@return the answer for trainable subsampling}
     *
     * @param layer the layer
     */
    T subsampling(Subsampling layer);

    /**
     * {@return the answer for pooling}
     *
     * @param layer the layer
     */
    T pooling(Pooling layer);

    /**
     * {@return the answer for stochastic spatial sampling}
     *
     * @param layer the layer
     */
    T spatialPooling(SpatialPooling layer);

    /**
     * {@return the answer for an activation of the paper or of its time}
     *
     * @param layer the layer
     */
    T activation(Activation layer);

    /**
     * {@return the answer for another function of each value}
     *
     * @param layer the layer
     */
    T pointwise(Pointwise layer);

    /**
     * {@return the answer for a flattening}
     *
     * @param layer the layer
     */
    T flatten(Flatten layer);

    /**
     * {@return the answer for a full connection}
     *
     * @param layer the layer
     */
    T fullConnection(FullConnection layer);

    /**
     * {@return the answer for dropout}
     *
     * @param layer the layer
     */
    T dropout(Dropout layer);

    /**
     * {@return the answer for batch normalisation}
     *
     * @param layer the layer
     */
    T batchNormalization(BatchNormalization layer);

    /**
     * {@return the answer for radial basis functions}
     *
     * @param layer the layer
     */
    T radialBasis(RadialBasis layer);

    /**
     * {@return the answer for a softmax}
     *
     * @param layer the layer
     */
    T softmax(Softmax layer);
  }
}
