package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Dropout;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFilesTest {

  private static final Path PYTORCH = Path.of("test-data", "onnx", "pytorch.onnx");

  @TempDir Path folder;

  static List<Model> kept() {
    return OnnxCases.kept();
  }

  static List<Model> changed() {
    return OnnxCases.changed();
  }

  @ParameterizedTest
  @MethodSource("kept")
  void whatIsWrittenComesBack(Model model) throws Exception {
    assertEquals(model, OnnxFiles.load(written(model)));
  }

  @ParameterizedTest
  @MethodSource("changed")
  void othersComeBackOfTheSameShape(Model model) throws Exception {
    Model back = OnnxFiles.load(written(model));
    assertNotEquals(model.network(), back.network());
    assertEquals(model.network().output(), back.network().output());
    assertArrayEquals(model.parameters(), back.parameters());
  }

  @ParameterizedTest
  @ValueSource(strings = {"best", "paper"})
  void bundledModelsComeBack(String name) throws Exception {
    Model model = Models.bundled(name);
    Path file = written(model);
    assertEquals(model, OnnxFiles.load(file));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(written(model)));
  }

  @Test
  void scalingsByPixelComeBack() throws Exception {
    Model model = OnnxCases.kept().get(0);
    float[] mean = OnnxCases.random(42, 1);
    Scaling perPixel = new Scaling.PerPixel(mean, OnnxCases.random(42, 2));
    Provenance known = Provenance.unknown().withRun("fast", 3, 6).withNote("line", "two\nlines");
    Model other = new Model(model.network(), model.parameters(), model.classes(), perPixel, known);
    assertEquals(other, OnnxFiles.load(written(other)));
  }

  @Test
  void aNetworkOfPytorchHasItsLayers() throws Exception {
    Model model = OnnxFiles.load(PYTORCH);
    Window half = Window.of(2).withStride(2);
    List<List<Integer>> groups = List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    ConnectionTable inGroups =
        new ConnectionTable(
            8,
            List.of(
                groups.get(0),
                groups.get(0),
                groups.get(0),
                groups.get(1),
                groups.get(1),
                groups.get(1)));
    List<Layer> layers =
        List.of(
            new Convolution(
                "conv1", Window.of(5).withPadding(Padding.of(2)), ConnectionTable.full(1, 4), true),
            new Activation("Relu", ActivationFunction.RELU),
            new Pooling("MaxPool", Pooling.Kind.MAX, 4, half),
            new Convolution("conv2", Window.of(5), ConnectionTable.full(4, 8), false),
            Activation.squash("Mul_1"),
            new Pooling("AveragePool", Pooling.Kind.AVERAGE, 8, half),
            new Convolution("conv3", Window.of(3).withStride(2), inGroups, true),
            new Activation("Softplus", ActivationFunction.SOFTPLUS),
            new Flatten("Reshape", new Shape(6, 2, 2)),
            new FullConnection("fc1", 24, 20),
            new Activation("Sigmoid", ActivationFunction.SIGMOID),
            new FullConnection("fc2/MatMul", 20, 10, false),
            new Softmax("Softmax"));
    assertEquals(new Network(new Shape(1, 28, 28), layers), model.network());
    assertEquals(Scaling.unit(), model.scaling());
    assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), model.classes());
    assertEquals("ONNX, of pytorch 1.13.0", model.provenance().notes().get("imported"));
  }

  @Test
  void penaltiesWrittenAsScoresComeBackAsPenalties() throws Exception {
    Model model = Models.bundled("paper");
    Path file = folder.resolve("scores.onnx");
    OnnxFiles.save(file, model, true);
    assertEquals(model, OnnxFiles.load(file));
    float[] inputs = OnnxCases.random(1024, 1);
    float[] penalties = OnnxRuntimeTest.outputs(model, inputs, 1);
    try (OnnxRuntime runtime = new OnnxRuntime(file)) {
      float[] scores = runtime.run(inputs, 1, 1, 32, 32).values();
      for (int i = 0; i < scores.length; i++) {
        assertEquals(-penalties[i], scores[i], 1e-5 * Math.abs(penalties[i]));
      }
    }
  }

  @Test
  void laterOperatorSetsAreReadAndSaidToBeNew() throws Exception {
    Model now = OnnxFiles.load(written(OnnxCases.kept().get(0)));
    Graph graph = NetworkWriter.write(now.network(), now.parameters());
    byte[] later = OnnxEncoder.encode(new OnnxModel("onnx", 99, graph, Map.of()));
    Model read = OnnxFiles.load("later.onnx", ByteBuffer.wrap(later));
    assertEquals(now.network(), read.network());
    assertEquals(
        "operator set 99 is newer than 28, the newest known: its operators are taken as they were",
        read.provenance().notes().get("import"));
  }

  @Test
  void valuesInAnotherFileAreReadWithinItsFolderAndLengthOnly() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.write(folder.resolve("secret"), new byte[64]);
    Files.write(there.resolve("values"), new byte[16]);
    Files.createSymbolicLink(there.resolve("link"), folder.resolve("secret"));
    assertExternal(there, Map.of("location", "values"), "");
    assertExternal(
        there, Map.of("location", "values", "offset", "4", "length", "16"), "size is 16");
    assertExternal(there, Map.of("location", "values", "offset", "-1"), "offset is '-1'");
    assertExternal(there, Map.of("location", "values", "length", "8"), "length is 8, wanted 16");
    assertExternal(there, Map.of("location", "../secret"), "a file in the same folder");
    assertExternal(there, Map.of("location", "link"), "a file in the same folder");
    assertExternal(
        there, Map.of("location", folder.resolve("secret") + ""), "a file in the same folder");
    assertExternal(there, Map.of("location", "none"), "wanted that file beside it");
  }

  private static void assertExternal(Path folder, Map<String, String> entries, String problem) {
    ExternalValues values = ExternalValues.beside(folder.resolve("net.onnx"), 100);
    try {
      assertEquals(16, values.read("net.onnx", entries, 16).remaining());
      assertEquals("", problem);
    } catch (BadInputException e) {
      assertTrue(!problem.isEmpty() && e.getMessage().contains(problem), e.getMessage());
    }
  }

  @Test
  void paddingThatOnnxCannotSayIsRefused() {
    Network network =
        new Network(
            new Shape(1, 5, 5),
            List.of(
                new Pooling("P", Pooling.Kind.MAX, 1, Window.of(2).withPadding(Padding.of(2)))));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> NetworkWriter.write(network, new float[0]));
    assertEquals(
        "P: padding 2, 2, 2, 2 of a window 2x2, wanted less than the window, as ONNX does",
        refused.getMessage());
  }

  @Test
  void beginningsOfAFileAreAnsweredOrRefused() throws Exception {
    for (byte[] whole : small()) {
      for (int length = 0; length < whole.length; length += step(whole)) {
        tryToLoad(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void filesWithAWrongByteAreAnsweredOrRefused() throws Exception {
    for (byte[] whole : small()) {
      for (int at = 0; at < whole.length; at += step(whole)) {
        byte right = whole[at];
        for (int wrong : new int[] {right ^ 1, right ^ 0x80}) {
          whole[at] = (byte) wrong;
          tryToLoad(whole);
        }
        whole[at] = right;
      }
    }
  }

  /** A file of ours and one of PyTorch's: constants and strings, computed sizes. */
  private List<byte[]> small() throws IOException {
    Network network =
        new Network(
            new Shape(1, 5, 4),
            List.of(
                new Convolution("C", 2, ConnectionTable.full(1, 2)),
                Activation.squash("C.squash"),
                new Pooling("P", Pooling.Kind.STOCHASTIC, 2, Window.of(2).withStride(2)),
                new Dropout("D", 0.5f),
                new Flatten("flat", new Shape(2, 2, 1)),
                new FullConnection("F", 4, 2),
                new Softmax("softmax")));
    float[] parameters = OnnxCases.random(network.parameterCount(), 1);
    Scaling scaling = new Scaling.PerPixel(new float[] {3, 4}, new float[] {0.1f, 0.2f});
    Model model = new Model(network, parameters, List.of("a", "b"), scaling, Provenance.unknown());
    return List.of(Files.readAllBytes(written(model)), Files.readAllBytes(PYTORCH));
  }

  /** Every byte of the smaller file, every seventh of the larger. */
  private static int step(byte[] file) {
    return file.length > 5000 ? 7 : 1;
  }

  private static void tryToLoad(byte[] bytes) {
    try {
      OnnxFiles.load("file", ByteBuffer.wrap(bytes));
    } catch (BadInputException e) {
      assertTrue(e.getMessage().startsWith("file: "), e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  private Path written(Model model) throws IOException {
    Path file = Files.createTempFile(folder, "model", ".onnx");
    OnnxFiles.save(file, model);
    return file;
  }
}
