/**
 * Operations in vector instructions, in a source root of their own since the Vector API is in an
 * incubating module. {@code Wide*}: any network, samples side by side in the lanes; {@code Simd*}:
 * one sample, columns side by side, for LeNet-5 and its like.
 */
package io.github.lenetcl.compute.cpu.vector;
