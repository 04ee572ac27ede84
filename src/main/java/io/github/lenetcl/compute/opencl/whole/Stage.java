package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Shape;

/**
 * A layer with the activation that may follow it.
 *
 * @param index the layer's index in the network
 * @param layer the layer
 * @param in the shape that comes in
 * @param out the shape that comes out
 * @param before the function that gave the inputs, linear where there is none
 * @param after the function that its outputs go through
 * @param first whether its inputs are the network's
 */
record Stage(
    int index,
    Layer layer,
    Shape in,
    Shape out,
    ActivationFunction before,
    ActivationFunction after,
    boolean first) {}
