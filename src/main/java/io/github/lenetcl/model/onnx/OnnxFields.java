package io.github.lenetcl.model.onnx;

/** The numbers of the fields that we read and write, message by message, as onnx.proto has them. */
final class OnnxFields {

  static final int MODEL_IR_VERSION = 1;
  static final int MODEL_PRODUCER_NAME = 2;
  static final int MODEL_PRODUCER_VERSION = 3;
  static final int MODEL_GRAPH = 7;
  static final int MODEL_OPSET_IMPORT = 8;
  static final int MODEL_METADATA_PROPS = 14;

  static final int OPSET_DOMAIN = 1;
  static final int OPSET_VERSION = 2;

  static final int ENTRY_KEY = 1;
  static final int ENTRY_VALUE = 2;

  static final int GRAPH_NODE = 1;
  static final int GRAPH_NAME = 2;
  static final int GRAPH_INITIALIZER = 5;
  static final int GRAPH_INPUT = 11;
  static final int GRAPH_OUTPUT = 12;

  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_NAME = 3;
  static final int NODE_OP_TYPE = 4;
  static final int NODE_ATTRIBUTE = 5;
  static final int NODE_DOMAIN = 7;

  static final int ATTRIBUTE_NAME = 1;
  static final int ATTRIBUTE_FLOAT = 2;
  static final int ATTRIBUTE_INT = 3;
  static final int ATTRIBUTE_STRING = 4;
  static final int ATTRIBUTE_TENSOR = 5;
  static final int ATTRIBUTE_FLOATS = 7;
  static final int ATTRIBUTE_INTS = 8;
  static final int ATTRIBUTE_STRINGS = 9;
  static final int ATTRIBUTE_TYPE = 20;

  /** The values of {@link #ATTRIBUTE_TYPE}. */
  static final int TYPE_FLOAT = 1;

  static final int TYPE_INT = 2;
  static final int TYPE_STRING = 3;
  static final int TYPE_TENSOR = 4;
  static final int TYPE_GRAPH = 5;
  static final int TYPE_FLOATS = 6;
  static final int TYPE_INTS = 7;

  static final int TENSOR_DIMS = 1;
  static final int TENSOR_DATA_TYPE = 2;
  static final int TENSOR_FLOAT_DATA = 4;
  static final int TENSOR_INT32_DATA = 5;
  static final int TENSOR_STRING_DATA = 6;
  static final int TENSOR_INT64_DATA = 7;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_RAW_DATA = 9;
  static final int TENSOR_DOUBLE_DATA = 10;
  static final int TENSOR_EXTERNAL_DATA = 13;
  static final int TENSOR_DATA_LOCATION = 14;

  static final int VALUE_NAME = 1;
  static final int VALUE_TYPE = 2;
  static final int TYPE_TENSOR_TYPE = 1;
  static final int TENSOR_TYPE_ELEMENT = 1;
  static final int TENSOR_TYPE_SHAPE = 2;
  static final int SHAPE_DIM = 1;
  static final int DIMENSION_VALUE = 1;
  static final int DIMENSION_PARAM = 2;

  private OnnxFields() {}
}
