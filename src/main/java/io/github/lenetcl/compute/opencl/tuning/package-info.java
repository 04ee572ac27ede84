/**
 * The sizes that a device's kernels are compiled for: what they may be, and what is known of them.
 */
package io.github.lenetcl.compute.opencl.tuning;
