/**
 * Networks in plain Java: the reference that the OpenCL kernels are held to, and the fallback where
 * there is no device. One class for each operation, with the kernels' names and order of arguments.
 * Work is shared out over samples; the sums over samples are made in an order that does not depend
 * on the number of threads.
 */
package io.github.lenetcl.compute.cpu;
