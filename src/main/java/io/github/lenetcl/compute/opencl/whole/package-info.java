/**
 * All layers of a network at once: the text that the host writes of a network for the bodies in
 * {@code kernels/lanes/}, for which no device is needed; the launches of these and of the kernels
 * for GPUs; the choice between them, and the check that a driver computes them rightly.
 */
package io.github.lenetcl.compute.opencl.whole;
