/**
 * Networks layer by layer: for each kind of layer the launches of its kernels, forward, backward
 * and for second derivatives; the passes over all layers, losses and update rules. Anything that a
 * network may hold runs here, and what runs elsewhere is held to it.
 */
package io.github.lenetcl.compute.opencl.layers;
