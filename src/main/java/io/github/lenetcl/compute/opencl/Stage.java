package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Shape;

/**
 * A layer with the squash that may follow it, and its buffers.
 *
 * @param name the layer's name
 * @param layer the layer's index
 * @param squashed whether a squash follows that it computes too
 * @param shape the shape of its outputs
 * @param kernels what it computes
 * @param input its inputs
 * @param output its outputs, squashed where a squash follows
 */
record Stage(
    String name,
    int layer,
    boolean squashed,
    Shape shape,
    LayerKernels kernels,
    ClBuffer input,
    ClBuffer output) {}
