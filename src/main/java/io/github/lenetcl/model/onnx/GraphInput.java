package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Shape;

/**
 * The input of a graph, as one reading of its sides has it.
 *
 * @param name its name
 * @param samples the number of samples, 0 where it is free
 * @param term the tensor
 */
record GraphInput(String name, int samples, Term.Given term) {

  /** Returns the shape of one input of the network. */
  Shape shape() {
    return term.step().shape();
  }
}
