/**
 * The proof of a device and its driver: a table of every operation in awkward sizes and of LeNet-5
 * as a whole, computed on a device and compared with the Java CPU backend. The command {@code lenet
 * selftest} prints it; the project's own tests run it too, against a double-precision oracle.
 */
package io.github.lenetcl.selftest;
