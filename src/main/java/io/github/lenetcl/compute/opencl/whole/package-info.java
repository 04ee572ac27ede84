/**
 * Networks as a whole on one device: what the host writes of them for the bodies in {@code
 * kernels/lanes/}, which are written by hand. Nothing here needs a device.
 */
package io.github.lenetcl.compute.opencl.whole;
