package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.ModelMetadata;
import java.util.Map;

/**
 * The content of an ONNX file, as far as we read and write it.
 *
 * @param producer what wrote it, with its version
 * @param operatorSet the version of ONNX's own operators that it is written in
 * @param graph its graph
 * @param metadata strings by their names
 */
record OnnxModel(String producer, long operatorSet, Graph graph, Map<String, String> metadata) {

  /** Whether we wrote it. */
  boolean isOurs() {
    return metadata.containsKey(ModelMetadata.FORMAT);
  }
}
