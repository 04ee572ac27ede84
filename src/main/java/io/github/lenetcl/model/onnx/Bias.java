package io.github.lenetcl.model.onnx;

/**
 * The biases of a layer.
 *
 * @param name the name of their tensor
 * @param values the values
 * @param node the last node of the layer, which reads them
 */
record Bias(String name, float[] values, Node node) {}
