package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Shape;

/**
 * A layer with the activation that may follow it, and its buffers.
 *
 * @param name the layer's name
 * @param layer the layer's index
 * @param function the activation that follows and that it computes too, linear where there is none
 * @param shape the shape of its outputs
 * @param kernels what it computes
 * @param input its inputs
 * @param output its outputs, with the activation
 */
public record LayerStage(
    String name,
    int layer,
    ActivationFunction function,
    Shape shape,
    LayerKernels kernels,
    ClBuffer input,
    ClBuffer output) {}
