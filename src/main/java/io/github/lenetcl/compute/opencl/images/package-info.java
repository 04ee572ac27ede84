/**
 * Samples on an OpenCL device: images and their labels, inputs made from them, the order of a
 * call's samples and what their losses came to.
 */
package io.github.lenetcl.compute.opencl.images;
