package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.network.Pointwise;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others write in ways that we do not: read, it gives what ONNX Runtime gives. */
class OnnxForeignTest {

  private static final int MAPS = 2;
  private static final int SIDE = 6;

  @TempDir Path folder;

  /** A graph in the making, from x [N, 2, 6, 6] on. */
  private static final class Sketch {
    private final List<Node> nodes = new ArrayList<>();
    private final List<NamedTensor> weights = new ArrayList<>();
    private String last = "x";

    Sketch weight(String name, Integer... sides) {
      int size = Arrays.stream(sides).reduce(1, Math::multiplyExact);
      weights.add(NamedTensor.of(name, OnnxCases.random(size, name.hashCode()), sides));
      return this;
    }

    Sketch number(String name, float value) {
      weights.add(NamedTensor.of(name, new float[] {value}));
      return this;
    }

    Sketch integers(String name, long... values) {
      weights.add(NamedTensor.of(name, values, values.length));
      return this;
    }

    /** Adds a node; an underscore among its inputs is what the one before it gave. */
    Sketch node(String op, Map<String, Attribute> attributes, String... inputs) {
      List<String> read = Arrays.stream(inputs).map(in -> in.equals("_") ? last : in).toList();
      last = "t" + nodes.size();
      nodes.add(new Node("", op, read, List.of(last), attributes));
      return this;
    }

    Sketch node(String op, String... inputs) {
      return node(op, Map.of(), inputs);
    }

    /** Ends with what the last node gives, of these sides. */
    Named<OnnxModel> model(String what, long operatorSet, Long... sides) {
      List<Long> output = new ArrayList<>(List.of(Value.FREE));
      output.addAll(List.of(sides));
      Value input = new Value("x", 1, List.of(Value.FREE, (long) MAPS, (long) SIDE, (long) SIDE));
      Graph graph = new Graph(nodes, weights, List.of(input), List.of(new Value(last, 1, output)));
      return Named.of(what, new OnnxModel("someone", operatorSet, graph, Map.of()));
    }
  }

  static Stream<Named<OnnxModel>> models() {
    return Stream.of(
        added(),
        new Sketch()
            .weight("m", MAPS * SIDE * SIDE, 5)
            .node("Flatten", "x")
            .node("MatMul", "_", "m")
            .node("LogSoftmax", "_")
            .node("Identity", "_")
            .node("Exp", "_")
            .model("probabilities by way of their logarithms", 13, 5L),
        new Sketch()
            .weight("m", MAPS * SIDE * SIDE, 5)
            .node("Flatten", "x")
            .node("MatMul", "_", "m")
            .node("LogSoftmax", "_")
            .node("Softmax", "_")
            .model("softmax of logarithms of probabilities", 13, 5L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .integers("pads", 0, 0, 1, 2, 0, 0, 0, 1)
            .node("Pad", "_", "pads")
            .node("Conv", Map.of("pads", Windows.integers(1, 0, 0, 0)), "_", "k")
            .model("padding before a convolution", 13, 3L, 6L, 7L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Pad", Map.of("pads", Windows.integers(0, 0, 1, 1, 0, 0, 1, 1)), "_")
            .node("Conv", "_", "k")
            .model("padding as an attribute", 10, 3L, 6L, 6L),
        new Sketch()
            .weight("k", 3, MAPS, 4, 4)
            .weight("b", 3, 1, 1)
            .node("Conv", Map.of("auto_pad", new Attribute.Text("SAME_LOWER")), "_", "k")
            .node("Add", "b", "_")
            .model("odd padding above, biases added", 13, 3L, 6L, 6L),
        new Sketch()
            .weight("k", 4, 1, 3, 3)
            .weight("other", 4)
            .node("Identity", "other")
            .node("Conv", Map.of("group", new Attribute.Whole(2)), "x", "k", "_")
            .model("groups, biases of another name", 13, 4L, 4L, 4L),
        new Sketch()
            .weight("k", 1, MAPS, 6, 6)
            .weight("b", 1)
            .node("Conv", Map.of("auto_pad", new Attribute.Text("VALID")), "_", "k", "b")
            .node("Sigmoid", "_")
            .model("one value", 13, 1L, 1L, 1L),
        new Sketch()
            .weight("m", MAPS, 3)
            .weight("b", 1, 3)
            .node("GlobalAveragePool", "_")
            .node("Flatten", Map.of("axis", new Attribute.Whole(-3)), "_")
            .node("MatMul", "_", "m")
            .node("Add", "_", "b")
            .node("Softmax", "_")
            .model("the mean of each map, a product", 13, 3L),
        new Sketch()
            .weight("m", 72, 3)
            .weight("b", 3)
            .weight("n", 4, 3)
            .integers("flat", -1, 72)
            .node("Reshape", "_", "flat")
            .node("Gemm", "_", "m", "b")
            .node("Softsign", "_")
            .node("Gemm", Map.of("transB", new Attribute.Whole(1)), "_", "n")
            .model("matrices both ways", 13, 4L),
        new Sketch()
            .node(
                "MaxPool",
                Map.of(
                    "kernel_shape",
                    Windows.integers(2, 4),
                    "strides",
                    Windows.integers(2, 1),
                    "ceil_mode",
                    new Attribute.Whole(1)),
                "_")
            .node("Dropout", Map.of("ratio", new Attribute.Real(0.5f)), "_")
            .node("HardSigmoid", "_")
            .model("rounding up that does nothing", 10, 2L, 3L, 3L),
        new Sketch()
            .number("a", 1.7159f)
            .number("s", 2 / 3f)
            .node("Mul", "s", "_")
            .node("Tanh", "_")
            .node("Mul", "a", "_")
            .node("Identity", "_")
            .model("the squash, numbers first", 13, 2L, 6L, 6L),
        new Sketch()
            .weight("k", 3, MAPS, 6, 6)
            .weight("c", 4, 3)
            .integers("classes", 1)
            .integers("units", 2)
            .node("Conv", "_", "k")
            .node("Flatten", "_")
            .node("Unsqueeze", "_", "classes")
            .node("Sub", "c", "_")
            .node("ReduceSumSquare", Map.of("keepdims", new Attribute.Whole(0)), "_", "units")
            .model("radial basis functions of operator set 18", 18, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 6, 6)
            .node("Conv", "_", "k")
            .node("Softmax", Map.of("axis", new Attribute.Whole(1)), "_")
            .model("softmax of operator set 9", 9, 3L, 1L, 1L),
        new Sketch()
            .weight("k", 3, MAPS, 2, 2)
            .node("Conv", Map.of("dilations", Windows.integers(2, 3)), "_", "k")
            .model("a kernel with gaps", 13, 3L, 4L, 3L),
        new Sketch()
            .node("MaxPool", roundedMax(4, 3), "_")
            .node("AveragePool", rounded(2, 2, 0, 1), "_")
            .model("rounding up that adds windows", 13, 2L, 1L, 1L),
        new Sketch()
            .node("AveragePool", rounded(3, 1, 1, 1), "_")
            .model("a mean that counts the padding", 13, 2L, 6L, 6L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("HardSigmoid", Map.of("alpha", new Attribute.Real(1 / 6f)), "_")
            .model("the slope of PyTorch's hard sigmoid", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("Sigmoid", "_")
            .node("Tanh", "_")
            .model("two functions one behind the other", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .number("one", 1)
            .node("Conv", "_", "k")
            .node("Exp", "_")
            .node("Add", "one", "_")
            .node("Log", "_")
            .model("softplus in three operators", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .weight("factor", 3, 1, 1)
            .weight("shift", 3, 1, 1)
            .weight("m", 12, 3)
            .integers("flat", -1, 12)
            .node("Conv", "_", "k")
            .node("Relu", "_")
            .node("Mul", "_", "factor")
            .node("Sub", "shift", "_")
            .node("AveragePool", rounded(2, 2, 0, 0), "_")
            .node("Reshape", "_", "flat")
            .node("MatMul", "_", "m")
            .model("factors and shifts that go behind a mean and a flattening", 13, 3L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .weight("factor", 3, 1, 1)
            .node("Conv", "_", "k")
            .node("Tanh", "_")
            .node("Div", "_", "factor")
            .node("MaxPool", roundedMax(2, 2), "_")
            .model("factors that find no neighbour", 13, 3L, 2L, 2L),
        new Sketch()
            .weight("k", 36, 8)
            .integers("order", 0, 2, 3, 1)
            .integers("rows", 1)
            .integers("end", 4)
            .integers("side", 3)
            .node("Transpose", Map.of("perm", Windows.integers(0, 2, 3, 1)), "_")
            .node("Slice", "_", "rows", "end", "side")
            .node("Flatten", "_")
            .node("MatMul", "_", "k")
            .model("one map cut out of channels last", 13, 8L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .number("beta", 2)
            .number("most", 20)
            .node("Conv", "_", "k")
            .node("Mul", "_", "beta")
            .node("Greater", "_", "most")
            .node("Mul", "t0", "beta")
            .node("Softplus", "_")
            .node("Div", "_", "beta")
            .node("Where", "t2", "t0", "_")
            .model("softplus with a beta, large values let through", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("Celu", Map.of("alpha", new Attribute.Real(0.7f)), "_")
            .model("celu", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .weight("slope", 1, 1, 1)
            .node("Conv", "_", "k")
            .node("PRelu", "_", "slope")
            .model("prelu of one slope", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .number("least", -1)
            .number("most", 1)
            .node("Conv", "_", "k")
            .node("Clip", "_", "least", "most")
            .model("hard tanh", 13, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("Gelu", Map.of("approximate", new Attribute.Text("tanh")), "_")
            .model("gelu by a tangent", 20, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("HardSwish", "_")
            .model("hard swish", 14, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("Mish", "_")
            .model("mish", 18, 3L, 4L, 4L),
        new Sketch()
            .weight("k", 3, MAPS, 3, 3)
            .node("Conv", "_", "k")
            .node("Sigmoid", "_")
            .node("Log", "_")
            .model("the logarithm of a sigmoid", 13, 3L, 4L, 4L),
        joined());
  }

  /** Two convolutions of different maps of one input, as a table of connections is written. */
  private static Named<OnnxModel> joined() {
    Sketch sketch = new Sketch().weight("a", 2, 1, 3, 3).weight("b", 1, 2, 3, 3).integers("one", 1);
    sketch.node("Gather", Map.of("axis", new Attribute.Whole(1)), "x", "one");
    sketch.node("Conv", "_", "a").node("Relu", "_");
    String first = sketch.last;
    sketch.node("Conv", "x", "b").node("Relu", "_");
    sketch.node("Concat", Map.of("axis", new Attribute.Whole(1)), first, "_");
    return sketch.model("two convolutions joined", 13, 3L, 4L, 4L);
  }

  /** Branches alike whose maps are added, as some write the connections of LeNet-5's C3. */
  private static Named<OnnxModel> added() {
    Map<String, Attribute> pool =
        Map.of("kernel_shape", Windows.integers(2, 2), "strides", Windows.integers(2, 2));
    Sketch sketch = new Sketch().weight("a", 3, MAPS, 3, 3).weight("b", 3, MAPS, 3, 3);
    sketch.node("Conv", "x", "a").node("Relu", "_").node("MaxPool", pool, "_");
    String first = sketch.last;
    sketch.node("Conv", "x", "b").node("Relu", "_").node("MaxPool", pool, "_");
    return sketch.node("Add", "_", first).model("branches alike, added", 13, 3L, 2L, 2L);
  }

  /** Flat values, then a linear classifier of scikit-learn; what it gives is normalised again. */
  private static Model classifier(String after, String norm) throws Exception {
    int inputs = MAPS * SIDE * SIDE;
    List<Float> numbers = new ArrayList<>();
    for (float value : OnnxCases.random(3 * inputs, 9)) {
      numbers.add(value);
    }
    Sketch sketch = new Sketch().node("Flatten", "x");
    Map<String, Attribute> attributes =
        Map.of(
            "coefficients", new Attribute.Reals(numbers),
            "intercepts", new Attribute.Reals(List.of(0.5f, -1f, 2f)),
            "classlabels_ints", new Attribute.Wholes(List.of(0L, 1L, 2L)),
            "post_transform", new Attribute.Text(after));
    sketch.nodes.add(
        new Node(
            "", "ai.onnx.ml.LinearClassifier", List.of("t0"), List.of("label", "p"), attributes));
    sketch.node("ai.onnx.ml.Normalizer", Map.of("norm", new Attribute.Text(norm)), "p");
    sketch.node("ai.onnx.ml.ZipMap", "_");
    OnnxModel onnx = sketch.model("classifier", 21, 3L).getPayload();
    return OnnxFiles.read("file", onnx, Optional.empty());
  }

  @Test
  void aLinearClassifierIsAFullConnectionAndItsNormalizerNothing() throws Exception {
    Model model = classifier("SOFTMAX", "L1");
    float[] rows = OnnxCases.random(3 * MAPS * SIDE * SIDE, 9);
    float[] input = OnnxCases.random(MAPS * SIDE * SIDE, 5);
    double[] scores = {0.5, -1, 2};
    for (int i = 0; i < rows.length; i++) {
      scores[i / input.length] += rows[i] * input[i % input.length];
    }
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    float[] found = OnnxRuntimeTest.outputs(model, input, 1);
    for (int i = 0; i < scores.length; i++) {
      assertEquals(Math.exp(scores[i]) / sum, found[i], 1e-6);
    }
  }

  @Test
  void aClassifierOfAnotherKindIsRefused() {
    for (List<String> wrong : List.of(List.of("LOGISTIC", "L1"), List.of("SOFTMAX", "L2"))) {
      BadInputException refusal =
          assertThrows(BadInputException.class, () -> classifier(wrong.get(0), wrong.get(1)));
      assertTrue(refusal.getMessage().contains(", wanted '"), refusal.getMessage());
    }
  }

  /** Add of operator set 6 says from which side on its second input lies; later ones cannot. */
  @Test
  void biasesOfOldOperatorSetsLieWhereTheAxisSays() throws Exception {
    Map<String, Attribute> axis =
        Map.of("broadcast", new Attribute.Whole(1), "axis", new Attribute.Whole(1));
    Map<String, Attribute> one = Map.of();
    Sketch old = new Sketch().weight("k", 6, MAPS, 1, 1).weight("b", 6);
    Sketch now = new Sketch().weight("k", 6, MAPS, 1, 1).weight("b", 6);
    OnnxModel before =
        old.node("Conv", "x", "k")
            .node("Add", axis, "_", "b")
            .model("old", 6, 6L, 6L, 6L)
            .getPayload();
    OnnxModel after =
        now.node("Conv", one, "x", "k", "b").model("new", 13, 6L, 6L, 6L).getPayload();
    Model expected = OnnxFiles.read("file", after, Optional.empty());
    Model found = OnnxFiles.read("file", before, Optional.empty());
    assertArrayEquals(expected.parameters(), found.parameters());
    assertEquals(expected.network().shapes(), found.network().shapes());
  }

  private static Map<String, Attribute> roundedMax(int side, int stride) {
    return Map.of(
        "kernel_shape", Windows.integers(side, side),
        "strides", Windows.integers(stride, stride),
        "ceil_mode", new Attribute.Whole(1));
  }

  private static Map<String, Attribute> rounded(int side, int stride, int pad, int counts) {
    return Map.of(
        "kernel_shape", Windows.integers(side, side),
        "strides", Windows.integers(stride, stride),
        "pads", Windows.integers(pad, pad, pad, pad),
        "count_include_pad", new Attribute.Whole(counts));
  }

  @ParameterizedTest
  @MethodSource("models")
  void itGivesTheSameHere(OnnxModel onnx) throws Exception {
    byte[] bytes = OnnxEncoder.encode(onnx);
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    Model model = OnnxFiles.load(file);
    float[] inputs = OnnxCases.random(3 * MAPS * SIDE * SIDE, 5);
    try (OnnxRuntime runtime = new OnnxRuntime(file)) {
      OnnxRuntime.Output output = runtime.run(inputs, 3, MAPS, SIDE, SIDE);
      OnnxRuntimeTest.assertClose(output.values(), OnnxRuntimeTest.outputs(model, inputs, 3));
    }
  }

  /** ONNX has no Erfc, and ONNX Runtime refuses it; tf2onnx writes Keras' GELU with it. */
  @Test
  void whatTensorFlowWritesWithErfcIsGelu() throws Exception {
    Sketch sketch = new Sketch().number("a", -(float) Math.sqrt(0.5)).number("half", 0.5f);
    sketch.node("Mul", "x", "a").node("Erfc", "_").node("Mul", "_", "half").node("Mul", "x", "_");
    Model model =
        OnnxFiles.load(
            "file",
            ByteBuffer.wrap(OnnxEncoder.encode(sketch.model("gelu", 13, 3L, 4L, 4L).getPayload())));
    assertTrue(
        model.network().layers().get(0) instanceof Pointwise gelu
            && gelu.function() == Pointwise.Function.GELU,
        model.network().toString());
  }

  @Test
  void valuesStandInAnyOfTheFieldsForThem() throws Exception {
    WireWriter twice =
        new WireWriter().bytes(OnnxFields.TENSOR_FLOAT_DATA, floats(1, 2)).number(4, 3);
    assertArrayEquals(new float[] {1, 2, 3}, tensor(1, 3, twice).floats());
    byte[] wide = WireWriter.littleEndian(16).putDouble(0.5).putDouble(-1).array();
    WireWriter doubles = new WireWriter().bytes(OnnxFields.TENSOR_DOUBLE_DATA, wide);
    assertArrayEquals(new double[] {0.5, -1}, tensor(11, 2, doubles).doubles());
    WireWriter longs = new WireWriter().bytes(OnnxFields.TENSOR_INT64_DATA, new byte[] {5, 6});
    assertArrayEquals(new long[] {5, 6}, tensor(7, 2, longs).longs());
    WireWriter ints = new WireWriter().integers(OnnxFields.TENSOR_INT32_DATA, List.of(-3, 4));
    assertArrayEquals(new long[] {-3, 4}, tensor(6, 2, ints).longs());
    WireWriter flags = new WireWriter().integer(OnnxFields.TENSOR_INT32_DATA, 1);
    assertArrayEquals(new long[] {1}, tensor(9, 1, flags).longs());
    WireWriter bytes = new WireWriter().integers(OnnxFields.TENSOR_INT32_DATA, List.of(-3, 4));
    assertArrayEquals(new long[] {-3, 4}, tensor(3, 2, bytes).longs());
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = WireWriter.littleEndian(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static NamedTensor tensor(int type, int size, WireWriter values) throws Exception {
    WireWriter sides = new WireWriter().bytes(OnnxFields.TENSOR_DIMS, new byte[] {(byte) size});
    sides.integer(OnnxFields.TENSOR_DATA_TYPE, type);
    ByteBuffer bytes = ByteBuffer.allocate(100);
    bytes.put(sides.toByteArray()).put(values.toByteArray()).flip();
    NamedTensor tensor =
        TensorDecoder.decode(new WireReader("tensor", bytes), ExternalValues.none());
    assertEquals(List.of(size), tensor.shape());
    return tensor;
  }
}
