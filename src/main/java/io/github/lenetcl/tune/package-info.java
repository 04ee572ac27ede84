/**
 * Finds the sizes that a device's general kernels like: start at {@link
 * io.github.lenetcl.tune.Tuner}. What is found is kept by {@link
 * io.github.lenetcl.compute.opencl.tuning.Tunings}.
 */
package io.github.lenetcl.tune;
