package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that hold no network of ours, each with the one line that says why. */
class OnnxRefusalTest {

  private static final Value INPUT = new Value("x", 1, List.of(Value.FREE, 2L, 6L, 6L));
  private static final NamedTensor KERNELS = NamedTensor.of("k", new float[2 * 2 * 9], 2, 2, 3, 3);
  private static final NamedTensor MATRIX = NamedTensor.of("m", new float[72 * 2], 72, 2);
  private static final NamedTensor HALF = NamedTensor.of("half", new float[] {0.5f});
  private static final NamedTensor SIDES = NamedTensor.of("sides", new long[] {-1, 36}, 2);
  private static final NamedTensor PADS =
      NamedTensor.of("pads", new long[] {0, 1, 0, 0, 0, 0, 0, 0}, 8);

  @TempDir Path folder;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "operators that are no layers of ours: 'Resize' at node 1, 'Loop' at nodes 2, 3; wanted a"
                + " chain of Conv, Gemm, MatMul",
            chain(
                node("Relu", "x", "a"),
                node("Resize", "a", "b"),
                node("Loop", "b", "c"),
                node("Loop", "c", "y"))),
        Arguments.of(
            "operators that are no layers of ours: 'Resize' at node 1; wanted a chain of Conv",
            chain(node("Relu", "x", "a"), node("Resize", "a", "y"))),
        Arguments.of(
            "operators that are no layers of ours: 'com.microsoft.FusedConv' at node 0; wanted",
            chain(node("com.microsoft.FusedConv", "x", "y"))),
        Arguments.of(
            "operators that are no layers of ours: 'a?b' at node 0", chain(node("a\nb", "x", "y"))),
        Arguments.of(
            "node 2 'Add': joins two branches, wanted layers one behind the other",
            chain(
                node("MaxPool", "x", "a", Map.of("kernel_shape", Windows.integers(1, 1))),
                node("MaxPool", "x", "b", Map.of("kernel_shape", Windows.integers(1, 1))),
                new Node("", "Add", List.of("a", "b"), List.of("y"), Map.of()))),
        Arguments.of(
            "the function at 'Add' is none of ours, wanted one of linear, sigmoid",
            chain(
                node("Tanh", "x", "a"),
                new Node("", "Add", List.of("a", "x"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 2 'Neg': input 0 is logarithms of probabilities, wanted Exp or the end",
            chain(node("Flatten", "x", "f"), node("LogSoftmax", "f", "a"), node("Neg", "a", "y"))),
        Arguments.of("output is 'y', wanted what a node gives", chain(node("Relu", "x", "z"))),
        Arguments.of(
            "node 0 'Conv': input is 'w', wanted what a node before it gives",
            chain(new Node("", "Conv", List.of("x", "w"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 0 'Conv': input 1 is of integers, wanted real numbers",
            chain(new Node("", "Conv", List.of("x", "sides"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 0 'Conv': size of the weights is [72, 2] in 1 groups, wanted",
            chain(new Node("", "Conv", List.of("x", "m"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 0 'Conv': size of the weights is [2, 2, 3, 3] in 2 groups, wanted",
            conv(Map.of("group", new Attribute.Whole(2)))),
        Arguments.of(
            "node 0 'Conv': dilations is [0, 2], wanted at least 1",
            conv(Map.of("dilations", Windows.integers(0, 2)))),
        Arguments.of(
            "node 0 'Conv': size is [2, 2, 20001, 20001], wanted at most 33554432 values",
            conv(
                Map.of(
                    "dilations",
                    Windows.integers(10000, 10000),
                    "pads",
                    Windows.integers(10000, 10000, 10000, 10000)))),
        Arguments.of(
            "node 0 'Conv': kernel_shape is [5, 5], wanted [3, 3]",
            conv(Map.of("kernel_shape", Windows.integers(5, 5)))),
        Arguments.of(
            "node 0 'Conv': strides is [1, 1, 1], wanted 2 integers",
            conv(Map.of("strides", Windows.integers(1, 1, 1)))),
        Arguments.of(
            "node 0 'Conv': stride 0x1, wanted at least 1x1",
            conv(Map.of("strides", Windows.integers(0, 1)))),
        Arguments.of(
            "node 0 'Conv': strides is of another type, wanted a list of integers",
            conv(Map.of("strides", new Attribute.Whole(1)))),
        Arguments.of(
            "node 0 'Conv': padding -1, 0, 0, 0: wanted at least 0",
            conv(Map.of("pads", Windows.integers(-1, 0, 0, 0)))),
        Arguments.of(
            "node 0 'Conv': integer overflow",
            conv(Map.of("pads", Windows.integers(Integer.MAX_VALUE, 0, 9, 0)))),
        Arguments.of(
            "node 0 'Conv': auto_pad is 'MIRROR', wanted NOTSET, VALID or a SAME",
            conv(Map.of("auto_pad", new Attribute.Text("MIRROR")))),
        Arguments.of(
            "node 0 'MaxPool': kernel_shape is absent, wanted two integers",
            chain(node("MaxPool", "x", "y"))),
        Arguments.of(
            "node 0 'AveragePool': ceil_mode is 1, wanted 0 where padding counts",
            pool(
                "AveragePool",
                Map.of(
                    "count_include_pad",
                    new Attribute.Whole(1),
                    "pads",
                    Windows.integers(1, 1, 0, 0),
                    "ceil_mode",
                    new Attribute.Whole(1),
                    "strides",
                    Windows.integers(3, 3),
                    "kernel_shape",
                    Windows.integers(2, 2)))),
        Arguments.of(
            "node 0 'Gemm': size of the weights is [72, 2], wanted [N, values] before it: a Flatten",
            chain(new Node("", "Gemm", List.of("x", "m"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 1 'Gemm': size of the weights is [72, 2], outputs first, wanted 72 inputs",
            flat(
                new Node(
                    "",
                    "Gemm",
                    List.of("a", "m"),
                    List.of("y"),
                    Map.of("transB", new Attribute.Whole(1))))),
        Arguments.of(
            "node 1 'MaxPool': reads [N, 72] in an order of its own or without rows, wanted [N, maps, rows",
            flat(node("MaxPool", "a", "y"))),
        Arguments.of(
            "node 0 'Reshape': first side is [-1, 36], wanted the samples",
            chain(new Node("", "Reshape", List.of("x", "sides"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 0 'Flatten': axis is 2, wanted 1",
            chain(
                new Node(
                    "",
                    "Flatten",
                    List.of("x"),
                    List.of("y"),
                    Map.of("axis", new Attribute.Whole(2))))),
        Arguments.of(
            "node 0 'Softmax': axis is 3, wanted 1, the classes", chain(node("Softmax", "x", "y"))),
        Arguments.of(
            "node 0 'Pad': padding is [0, 1, 0, 0, 0, 0, 0, 0] of 0.0, wanted zeros around rows",
            chain(new Node("", "Pad", List.of("x", "pads"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 0 'Pad': mode is 'reflect', wanted 'constant': zeros around rows and columns",
            chain(
                new Node(
                    "",
                    "Pad",
                    List.of("x", "pads"),
                    List.of("y"),
                    Map.of("mode", new Attribute.Text("reflect"))))),
        Arguments.of(
            "node 2 'Sub': inputs is parts of a softmax, wanted those that make one",
            chain(
                new Node("", "Flatten", List.of("x"), List.of("a"), Map.of()),
                node("ReduceLogSumExp", "a", "b", Map.of("axes", Windows.integers(1))),
                new Node("", "Sub", List.of("b", "a"), List.of("y"), Map.of()))),
        Arguments.of(
            "node 1 'Relu': input 0 is with a side in front of the samples, wanted the samples in",
            chain(
                node("Unsqueeze", "x", "a", Map.of("axes", Windows.integers(0))),
                node("Relu", "a", "y"))),
        Arguments.of(
            "node 0 'Constant': value is of another kind, wanted numbers",
            chain(
                new Node("", "Constant", List.of(), List.of("c"), Map.of()),
                new Node("", "Add", List.of("x", "c"), List.of("y"), Map.of()))),
        Arguments.of(
            "Softmax: softmax is for the last layer only",
            chain(
                new Node(
                    "",
                    "Softmax",
                    List.of("x"),
                    List.of("a"),
                    Map.of("axis", new Attribute.Whole(1))),
                node("Relu", "a", "y"))),
        Arguments.of("node 7 'Mul': number of operators of one function is", squares(60)),
        Arguments.of(
            "node 200 'Exp': number of operators of one function is 201, wanted at most 200",
            chain(
                IntStream.rangeClosed(0, 300)
                    .mapToObj(
                        i -> node("Exp", i == 0 ? "x" : "t" + i, i == 300 ? "y" : "t" + (i + 1)))
                    .toArray(Node[]::new))),
        Arguments.of("a network needs at least one layer", model(13, "x")),
        Arguments.of("operator set is 4, wanted 5 or a later one", model(4, "x")),
        Arguments.of("number of inputs is 0, wanted 1", inputs()),
        Arguments.of("number of inputs is 2: 'x', 'b', wanted 1", twoInputs()),
        Arguments.of(
            "element type of the input is 7, wanted 1 (float) or 2 (bytes)",
            inputs(new Value("x", 7, INPUT.dimensions()))),
        Arguments.of(
            "input is [785] values, wanted those of a square picture",
            inputs(new Value("x", 1, List.of(Value.FREE, 785L)))),
        Arguments.of(
            "input is [1, 1, free, 28], wanted [N, maps, rows, columns] of numbers from 1 to 32767",
            inputs(new Value("x", 1, List.of(1L, 1L, Value.FREE, 28L)))),
        Arguments.of(
            "input is [1, 1, 4294967296, 28], wanted [N, maps, rows, columns] of numbers from 1",
            inputs(new Value("x", 1, List.of(1L, 1L, 1L << 32, 28L)))),
        Arguments.of(
            "input: size is [32767, 32767, 32767], wanted at most 33554432 values",
            inputs(new Value("x", 1, List.of(1L, 32767L, 32767L, 32767L)))),
        Arguments.of(
            "16777216 outputs, wanted at most 131072",
            new OnnxModel(
                "",
                13,
                new Graph(
                    List.of(node("Flatten", "x", "a"), node("Softmax", "a", "y")),
                    List.of(),
                    List.of(new Value("x", 1, List.of(1L, 1L << 24))),
                    List.of(new Value("y", 1, List.of()))),
                Map.of())));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoNetworkOfOursIsRefusedInOneLine(String line, OnnxModel model) {
    assertRefused(line, OnnxEncoder.encode(model));
  }

  @Test
  void bytesThatAreNoModelAreRefused() throws Exception {
    assertRefused("0 graphs, wanted an ONNX model as protocol buffers have it", new byte[0]);
    assertRefused(
        "field 14 is of wire type 3 rather than 2, wanted an ONNX model as protocol buffers",
        "some text".getBytes(StandardCharsets.US_ASCII));
    byte[] tooLong = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1};
    assertRefused("field 7 of 2147483647 bytes, where 1 are left", tooLong);
  }

  @Test
  void valuesInAnotherFileAreRefused() {
    WireWriter tensor =
        new WireWriter()
            .integer(OnnxFields.TENSOR_DATA_TYPE, 1)
            .integer(OnnxFields.TENSOR_DATA_LOCATION, 1);
    assertRefused(
        "initializer 0: its values are in another file, wanted them in this one (PyTorch",
        initializer(tensor));
  }

  @Test
  void tensorsThatDoNotHoldWhatTheySayAreRefused() {
    WireWriter huge =
        new WireWriter()
            .integers(OnnxFields.TENSOR_DIMS, List.of(1 << 30, 1 << 30, 1 << 30, 1 << 30))
            .integer(OnnxFields.TENSOR_DATA_TYPE, 1)
            .bytes(OnnxFields.TENSOR_RAW_DATA, new byte[4]);
    assertRefused("initializer 0: data is 4 bytes, wanted those of F32 [10737", initializer(huge));
    WireWriter complex = new WireWriter().integer(OnnxFields.TENSOR_DATA_TYPE, 14);
    assertRefused("initializer 0: element type is 14, wanted 1 (float)", initializer(complex));
  }

  @Test
  void filesThatAreNoneOrTooLargeAreRefused() throws IOException {
    Path absent = folder.resolve("absent.onnx");
    BadInputException none = assertThrows(BadInputException.class, () -> OnnxFiles.load(absent));
    assertEquals(absent + ": no such file", none.getMessage());
    Path large = folder.resolve("large.onnx");
    try (var file =
        Files.newByteChannel(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.position(1L << 31).write(ByteBuffer.allocate(1));
    }
    BadInputException most = assertThrows(BadInputException.class, () -> OnnxFiles.load(large));
    assertEquals(large + ": size is 2147483649 bytes, wanted at most 134217728", most.getMessage());
  }

  private static void assertRefused(String line, byte[] bytes) {
    BadInputException refused =
        assertThrows(
            BadInputException.class, () -> OnnxFiles.load("net.onnx", ByteBuffer.wrap(bytes)));
    String found = refused.getMessage();
    String wanted = "net.onnx: " + line;
    assertEquals(wanted, found.substring(0, Math.min(found.length(), wanted.length())));
    assertEquals(1, found.lines().count());
  }

  private static byte[] initializer(WireWriter tensor) {
    return new WireWriter()
        .message(
            OnnxFields.MODEL_GRAPH, new WireWriter().message(OnnxFields.GRAPH_INITIALIZER, tensor))
        .toByteArray();
  }

  private static Node node(String op, String input, String output) {
    return new Node("", op, List.of(input), List.of(output), Map.of());
  }

  private static Node node(
      String op, String input, String output, Map<String, Attribute> attributes) {
    return new Node("", op, List.of(input), List.of(output), attributes);
  }

  /** Every node reads the one before it twice: taken apart they would be 2^count. */
  private static OnnxModel squares(int count) {
    return chain(
        IntStream.rangeClosed(0, count)
            .mapToObj(
                i -> {
                  String in = i == 0 ? "x" : "t" + i;
                  String out = i == count ? "y" : "t" + (i + 1);
                  return new Node("", "Mul", List.of(in, in), List.of(out), Map.of());
                })
            .toArray(Node[]::new));
  }

  private static OnnxModel twoInputs() {
    Node add = new Node("", "Add", List.of("x", "b"), List.of("y"), Map.of());
    Graph graph =
        new Graph(
            List.of(add),
            List.of(),
            List.of(INPUT, new Value("b", 1, INPUT.dimensions())),
            List.of(new Value("y", 1, List.of())));
    return new OnnxModel("", 13, graph, Map.of());
  }

  private static OnnxModel conv(Map<String, Attribute> attributes) {
    return chain(new Node("", "Conv", List.of("x", "k"), List.of("y"), attributes));
  }

  /** A pooling whose windows of 5 by 5 move by 2 over 6 by 6 values. */
  private static OnnxModel pool(String op, Map<String, Attribute> more) {
    Map<String, Attribute> attributes =
        Windows.attributes(Window.of(5).withStride(2), new Shape(2, 6, 6));
    if (more.containsKey("auto_pad")) {
      attributes.remove("pads");
    }
    attributes.putAll(more);
    return chain(new Node("", op, List.of("x"), List.of("y"), attributes));
  }

  private static OnnxModel flat(Node node) {
    return chain(node("Flatten", "x", "a"), node);
  }

  private static OnnxModel chain(Node... nodes) {
    return model(13, "y", nodes);
  }

  private static OnnxModel model(long operatorSet, String output, Node... nodes) {
    Graph graph =
        new Graph(
            Arrays.asList(nodes),
            List.of(KERNELS, MATRIX, HALF, SIDES, PADS),
            List.of(INPUT),
            List.of(new Value(output, 1, List.of())));
    return new OnnxModel("", operatorSet, graph, Map.of());
  }

  private static OnnxModel inputs(Value... inputs) {
    Graph graph =
        new Graph(
            List.of(node("Relu", "x", "y")),
            List.of(),
            List.of(inputs),
            List.of(new Value("y", 1, List.of())));
    return new OnnxModel("", 13, graph, Map.of());
  }
}
