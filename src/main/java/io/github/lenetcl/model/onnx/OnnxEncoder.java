package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.ElementType;
import io.github.lenetcl.model.NamedTensor;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/** Turns a model into the bytes of an ONNX file. The same model always gives the same bytes. */
final class OnnxEncoder {

  /** The version of the file format that came with operator set 13. */
  private static final int IR_VERSION = 7;

  private OnnxEncoder() {}

  static byte[] encode(OnnxModel model) {
    WireWriter out = new WireWriter();
    out.integer(OnnxFields.MODEL_IR_VERSION, IR_VERSION);
    out.text(OnnxFields.MODEL_PRODUCER_NAME, model.producer());
    out.message(OnnxFields.MODEL_GRAPH, graph(model.graph()));
    out.message(
        OnnxFields.MODEL_OPSET_IMPORT,
        new WireWriter()
            .text(OnnxFields.OPSET_DOMAIN, "")
            .integer(OnnxFields.OPSET_VERSION, model.operatorSet()));
    new TreeMap<>(model.metadata())
        .forEach(
            (key, value) ->
                out.message(
                    OnnxFields.MODEL_METADATA_PROPS,
                    new WireWriter()
                        .text(OnnxFields.ENTRY_KEY, key)
                        .text(OnnxFields.ENTRY_VALUE, value)));
    return out.toByteArray();
  }

  private static WireWriter graph(Graph graph) {
    WireWriter out = new WireWriter();
    graph.nodes().forEach(node -> out.message(OnnxFields.GRAPH_NODE, node(node)));
    out.text(OnnxFields.GRAPH_NAME, "network");
    graph.initializers().forEach(it -> out.message(OnnxFields.GRAPH_INITIALIZER, tensor(it)));
    graph.inputs().forEach(input -> out.message(OnnxFields.GRAPH_INPUT, value(input)));
    graph.outputs().forEach(output -> out.message(OnnxFields.GRAPH_OUTPUT, value(output)));
    return out;
  }

  private static WireWriter node(Node node) {
    WireWriter out = new WireWriter();
    node.inputs().forEach(input -> out.text(OnnxFields.NODE_INPUT, input));
    node.outputs().forEach(output -> out.text(OnnxFields.NODE_OUTPUT, output));
    out.text(OnnxFields.NODE_NAME, node.name());
    out.text(OnnxFields.NODE_OP_TYPE, node.op());
    node.attributes()
        .forEach((name, value) -> out.message(OnnxFields.NODE_ATTRIBUTE, attribute(name, value)));
    return out;
  }

  private static WireWriter attribute(String name, Attribute attribute) {
    WireWriter out = new WireWriter().text(OnnxFields.ATTRIBUTE_NAME, name);
    int type;
    if (attribute instanceof Attribute.Real real) {
      out.number(OnnxFields.ATTRIBUTE_FLOAT, real.value());
      type = OnnxFields.TYPE_FLOAT;
    } else if (attribute instanceof Attribute.Whole whole) {
      out.integer(OnnxFields.ATTRIBUTE_INT, whole.value());
      type = OnnxFields.TYPE_INT;
    } else if (attribute instanceof Attribute.Wholes wholes) {
      out.integers(OnnxFields.ATTRIBUTE_INTS, wholes.values());
      type = OnnxFields.TYPE_INTS;
    } else if (attribute instanceof Attribute.Text text) {
      out.text(OnnxFields.ATTRIBUTE_STRING, text.value());
      type = OnnxFields.TYPE_STRING;
    } else if (attribute instanceof Attribute.Constant constant) {
      out.message(OnnxFields.ATTRIBUTE_TENSOR, tensor(constant.value()));
      type = OnnxFields.TYPE_TENSOR;
    } else {
      throw new IllegalArgumentException("no way to write the attribute " + name);
    }
    return out.integer(OnnxFields.ATTRIBUTE_TYPE, type);
  }

  private static WireWriter tensor(NamedTensor tensor) {
    return new WireWriter()
        .integers(OnnxFields.TENSOR_DIMS, tensor.shape())
        .integer(OnnxFields.TENSOR_DATA_TYPE, TensorType.of(tensor.type()).number())
        .text(OnnxFields.TENSOR_NAME, tensor.name())
        .bytes(OnnxFields.TENSOR_RAW_DATA, raw(tensor));
  }

  private static byte[] raw(NamedTensor tensor) {
    ByteBuffer raw = WireWriter.littleEndian(tensor.size() * tensor.type().bytes());
    if (tensor.type() == ElementType.F32) {
      raw.asFloatBuffer().put(tensor.floats());
    } else {
      raw.asLongBuffer().put(tensor.longs());
    }
    return raw.array();
  }

  private static WireWriter value(Value value) {
    WireWriter shape = new WireWriter();
    for (long side : value.dimensions()) {
      WireWriter dimension = new WireWriter();
      if (side == Value.FREE) {
        dimension.text(OnnxFields.DIMENSION_PARAM, "N");
      } else {
        dimension.integer(OnnxFields.DIMENSION_VALUE, side);
      }
      shape.message(OnnxFields.SHAPE_DIM, dimension);
    }
    WireWriter tensor =
        new WireWriter()
            .integer(OnnxFields.TENSOR_TYPE_ELEMENT, value.type())
            .message(OnnxFields.TENSOR_TYPE_SHAPE, shape);
    return new WireWriter()
        .text(OnnxFields.VALUE_NAME, value.name())
        .message(
            OnnxFields.VALUE_TYPE, new WireWriter().message(OnnxFields.TYPE_TENSOR_TYPE, tensor));
  }
}
