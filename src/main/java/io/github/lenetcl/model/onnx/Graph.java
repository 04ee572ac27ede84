package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.List;
import java.util.Map;

/**
 * The graph of an ONNX model.
 *
 * @param nodes its operators, each behind those whose outputs it reads
 * @param initializers its weights
 * @param inputs what it reads, in old files the weights too
 * @param outputs what it gives
 * @param texts its tensors of strings by their names
 */
record Graph(
    List<Node> nodes,
    List<NamedTensor> initializers,
    List<Value> inputs,
    List<Value> outputs,
    Map<String, List<String>> texts) {

  Graph {
    nodes = List.copyOf(nodes);
    initializers = List.copyOf(initializers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    texts = Map.copyOf(texts);
  }

  Graph(List<Node> nodes, List<NamedTensor> initializers, List<Value> inputs, List<Value> outputs) {
    this(nodes, initializers, inputs, outputs, Map.of());
  }
}
