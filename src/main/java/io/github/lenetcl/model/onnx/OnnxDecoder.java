package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a model of the bytes of an ONNX file. Fields that we have no use for are passed over.
 * Memory is bounded by a small multiple of the file.
 */
final class OnnxDecoder {

  private final ExternalValues others;

  private OnnxDecoder(ExternalValues others) {
    this.others = others;
  }

  /**
   * Reads a model.
   *
   * @param file the file's name, for messages
   * @param bytes its content
   * @param others the files beside it
   * @throws BadInputException if it is no ONNX model
   */
  static OnnxModel decode(String file, ByteBuffer bytes, ExternalValues others)
      throws BadInputException {
    return new OnnxDecoder(others).model(file, bytes);
  }

  private OnnxModel model(String file, ByteBuffer bytes) throws BadInputException {
    WireReader in = new WireReader(file, bytes);
    String producer = "";
    String version = "";
    long operatorSet = 0;
    List<Graph> graphs = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.MODEL_PRODUCER_NAME -> producer = in.text();
        case OnnxFields.MODEL_PRODUCER_VERSION -> version = in.text();
        case OnnxFields.MODEL_GRAPH -> graphs.add(graph(in.message()));
        case OnnxFields.MODEL_OPSET_IMPORT ->
            operatorSet = Math.max(operatorSet, operatorSet(in.message()));
        case OnnxFields.MODEL_METADATA_PROPS -> entry(in.message(), metadata);
        default -> in.skip();
      }
    }
    if (graphs.size() != 1) {
      throw in.broken(graphs.size() + " graphs");
    }
    return new OnnxModel((producer + " " + version).strip(), operatorSet, graphs.get(0), metadata);
  }

  /** Returns the version of ONNX's own operators, 0 where the message tells of others. */
  private static long operatorSet(WireReader in) throws BadInputException {
    String domain = "";
    long version = 0;
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.OPSET_DOMAIN -> domain = in.text();
        case OnnxFields.OPSET_VERSION -> version = in.integer();
        default -> in.skip();
      }
    }
    return isStandard(domain) ? version : 0;
  }

  private static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  static void entry(WireReader in, Map<String, String> metadata) throws BadInputException {
    String key = "";
    String value = "";
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.ENTRY_KEY -> key = in.text();
        case OnnxFields.ENTRY_VALUE -> value = in.text();
        default -> in.skip();
      }
    }
    metadata.put(key, value);
  }

  private Graph graph(WireReader in) throws BadInputException {
    List<Node> nodes = new ArrayList<>();
    List<NamedTensor> initializers = new ArrayList<>();
    List<Value> inputs = new ArrayList<>();
    List<Value> outputs = new ArrayList<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.GRAPH_NODE -> nodes.add(node(in.message("node " + nodes.size())));
        case OnnxFields.GRAPH_INITIALIZER ->
            TensorDecoder.decode(
                    in.message("initializer " + (initializers.size() + texts.size())),
                    others,
                    texts)
                .ifPresent(initializers::add);
        case OnnxFields.GRAPH_INPUT -> inputs.add(value(in.message("input " + inputs.size())));
        case OnnxFields.GRAPH_OUTPUT -> outputs.add(value(in.message("output " + outputs.size())));
        default -> in.skip();
      }
    }
    return new Graph(nodes, initializers, inputs, outputs, texts);
  }

  private Node node(WireReader in) throws BadInputException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    String name = "";
    String op = "";
    String domain = "";
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.NODE_INPUT -> inputs.add(in.text());
        case OnnxFields.NODE_OUTPUT -> outputs.add(in.text());
        case OnnxFields.NODE_NAME -> name = in.text();
        case OnnxFields.NODE_OP_TYPE -> op = in.text();
        case OnnxFields.NODE_DOMAIN -> domain = in.text();
        case OnnxFields.NODE_ATTRIBUTE -> attribute(in.message(), attributes);
        default -> in.skip();
      }
    }
    return new Node(name, isStandard(domain) ? op : domain + "." + op, inputs, outputs, attributes);
  }

  private void attribute(WireReader in, Map<String, Attribute> attributes)
      throws BadInputException {
    String name = "";
    long type = 0;
    Attribute value = new Attribute.Other(0);
    List<Long> integers = new ArrayList<>();
    List<Float> reals = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.ATTRIBUTE_NAME -> name = in.text();
        case OnnxFields.ATTRIBUTE_TYPE -> type = in.integer();
        case OnnxFields.ATTRIBUTE_FLOAT -> value = new Attribute.Real(in.number());
        case OnnxFields.ATTRIBUTE_INT -> value = new Attribute.Whole(in.integer());
        case OnnxFields.ATTRIBUTE_STRING -> value = new Attribute.Text(in.text());
        case OnnxFields.ATTRIBUTE_TENSOR ->
            value =
                new Attribute.Constant(
                    TensorDecoder.decode(in.message("attribute " + name), others));
        case OnnxFields.ATTRIBUTE_INTS -> {
          for (long integer : in.integers()) {
            integers.add(integer);
          }
        }
        case OnnxFields.ATTRIBUTE_STRINGS -> texts.add(in.text());
        case OnnxFields.ATTRIBUTE_FLOATS -> {
          FloatBuffer floats = in.fixed().asFloatBuffer();
          while (floats.hasRemaining()) {
            reals.add(floats.get());
          }
        }
        default -> in.skip();
      }
    }
    if (!reals.isEmpty()) {
      value = new Attribute.Reals(List.copyOf(reals));
    }
    if (!texts.isEmpty()) {
      value = new Attribute.Texts(List.copyOf(texts));
    }
    attributes.put(name, integers.isEmpty() ? absentAsZero(type, value) : wholes(integers));
  }

  private static Attribute wholes(List<Long> integers) {
    return new Attribute.Wholes(List.copyOf(integers));
  }

  /** Some writers leave a value out that is 0 or empty. */
  private static Attribute absentAsZero(long type, Attribute value) {
    if (!(value instanceof Attribute.Other)) {
      return value;
    }
    return switch ((int) type) {
      case OnnxFields.TYPE_FLOAT -> new Attribute.Real(0);
      case OnnxFields.TYPE_INT -> new Attribute.Whole(0);
      case OnnxFields.TYPE_STRING -> new Attribute.Text("");
      case OnnxFields.TYPE_INTS -> new Attribute.Wholes(List.of());
      case OnnxFields.TYPE_FLOATS -> new Attribute.Reals(List.of());
      default -> new Attribute.Other(type);
    };
  }

  private static Value value(WireReader in) throws BadInputException {
    String name = "";
    Value type = new Value("", 0, List.of());
    while (in.next()) {
      switch (in.field()) {
        case OnnxFields.VALUE_NAME -> name = in.text();
        case OnnxFields.VALUE_TYPE -> type = type(in.message());
        default -> in.skip();
      }
    }
    return new Value(name, type.type(), type.dimensions());
  }

  /** Returns the type as a value without name; of element type 0 where it is no tensor. */
  private static Value type(WireReader in) throws BadInputException {
    long element = 0;
    List<Long> dimensions = new ArrayList<>();
    while (in.next()) {
      if (in.field() != OnnxFields.TYPE_TENSOR_TYPE) {
        in.skip();
        continue;
      }
      WireReader tensor = in.message();
      while (tensor.next()) {
        switch (tensor.field()) {
          case OnnxFields.TENSOR_TYPE_ELEMENT -> element = tensor.integer();
          case OnnxFields.TENSOR_TYPE_SHAPE -> dimensions = dimensions(tensor.message());
          default -> tensor.skip();
        }
      }
    }
    return new Value("", element, dimensions);
  }

  private static List<Long> dimensions(WireReader in) throws BadInputException {
    List<Long> dimensions = new ArrayList<>();
    while (in.next()) {
      if (in.field() != OnnxFields.SHAPE_DIM) {
        in.skip();
        continue;
      }
      long side = Value.FREE;
      WireReader dimension = in.message();
      while (dimension.next()) {
        if (dimension.field() == OnnxFields.DIMENSION_VALUE) {
          side = dimension.integer();
        } else {
          dimension.skip();
        }
      }
      dimensions.add(side);
    }
    return dimensions;
  }
}
