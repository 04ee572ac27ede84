package io.github.lenetcl.model.onnx;

import java.util.List;

/**
 * An input or output of a graph: a tensor in single precision.
 *
 * @param name its name
 * @param type ONNX's number of its element type
 * @param dimensions its sides, {@link #FREE} where any is taken
 */
record Value(String name, long type, List<Long> dimensions) {

  /** A side that the graph leaves open. */
  static final long FREE = -1;

  Value {
    dimensions = List.copyOf(dimensions);
  }
}
