/**
 * Model files: safetensors, which PyTorch and others read, with what a recogniser needs beside its
 * numbers: the network, the classes, the scaling of the input and where it all came from. The same
 * format carries checkpoints and gradients.
 */
package io.github.lenetcl.model;
