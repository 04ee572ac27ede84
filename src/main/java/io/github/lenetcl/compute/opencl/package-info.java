/**
 * Networks on OpenCL devices: hand-written kernels, and the buffers, programs and launches that run
 * them. Only this package knows JOCL, and only {@link
 * io.github.lenetcl.compute.opencl.OpenClProvider} is seen from outside; it loads where JOCL or the
 * OpenCL library is missing.
 */
package io.github.lenetcl.compute.opencl;
