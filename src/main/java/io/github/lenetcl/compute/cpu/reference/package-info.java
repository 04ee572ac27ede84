/**
 * One class for each operation, in plain loops over one sample, with the kernels' names and order
 * of arguments: values, derivatives, and second derivatives. What every faster operation is held
 * to, and what runs a layer that none of them accepts.
 */
package io.github.lenetcl.compute.cpu.reference;
