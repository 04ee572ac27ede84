package io.github.lenetcl.bench;

import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import java.util.List;

/**
 * What a sample costs, counted from the network alone.
 *
 * @param flop floating-point operations, two for each multiply-add; squashing is not counted
 * @param bytes bytes that move if each layer and pass reads its values once and writes its results
 *     once, and an update reads and writes its vectors once, shared out over the batch; what keeps
 *     values in a cache or in local memory moves less
 */
public record Cost(long flop, long bytes) {

  /** The parameters are read forward and backward. The gradient is written. */
  private static final int VECTORS_OF_PASSES = 3;

  /** An update reads parameters, gradient and curvature, and writes the parameters. */
  private static final int VECTORS_OF_UPDATE = 4;

  /**
   * {@return the cost of a forward pass}
   *
   * @param network the network
   * @param batch samples in a pass
   */
  public static Cost ofInference(Network network, int batch) {
    long values = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      if (!isInPlace(network, i)) {
        values += network.inputOf(i).size() + network.shapes().get(i).size();
      }
    }
    long shared = network.parameterCount() / batch;
    return new Cost(2 * network.multiplyAdds(), Float.BYTES * (values + shared));
  }

  /**
   * {@return the cost of a sample in training: forward, backward to parameters and to the inputs of
   * all layers but the first, and its share of the update}
   *
   * @param network the network
   * @param batch samples for each update
   */
  public static Cost ofTraining(Network network, int batch) {
    long multiplyAdds = network.multiplyAdds();
    long values = 0;
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); i++) {
      if (isInPlace(network, i)) {
        continue;
      }
      long input = network.inputOf(i).size();
      long output = network.shapes().get(i).size();
      long own = layers.get(i).multiplyAdds(network.inputOf(i));
      values += input + output;
      if (!network.parametersOf(i).isEmpty()) {
        multiplyAdds += own;
        values += input + output;
      }
      if (i > 0) {
        multiplyAdds += own;
        // The inputs are read for the slope of their squash.
        values += output + 2 * input;
      }
    }
    long shared = (long) (VECTORS_OF_PASSES + VECTORS_OF_UPDATE) * network.parameterCount() / batch;
    return new Cost(2 * multiplyAdds, Float.BYTES * (values + shared));
  }

  /** A squash is computed as the layer before it writes. */
  private static boolean isInPlace(Network network, int layer) {
    return network.layers().get(layer) instanceof Activation;
  }
}
