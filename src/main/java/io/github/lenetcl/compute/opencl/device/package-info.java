/**
 * OpenCL devices as the rest sees them: platforms, queues, buffers and kernels, each with one owner
 * that closes it; programs, built once and kept in a folder; how launches cover their work. It
 * knows no networks.
 */
package io.github.lenetcl.compute.opencl.device;
