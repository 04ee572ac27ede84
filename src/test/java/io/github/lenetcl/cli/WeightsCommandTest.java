package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.model.ForeignWeights;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.NetworkFiles;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.model.SafetensorsWriter;
import io.github.lenetcl.model.TensorLayout;
import io.github.lenetcl.model.onnx.OnnxFiles;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.BatchNormalization;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of another program: a LeNet of PyTorch, whose layers its safetensors file leaves out. */
class WeightsCommandTest {

  private static final Path PYTORCH =
      Path.of("test-data", "onnx", "exporters", "torch215_default_logsoftmax.onnx");

  @TempDir Path folder;

  @Test
  void aNetworkIsToldByTheDigitsThatItReads() throws IOException {
    Model known = OnnxFiles.load(PYTORCH);
    Path file = weights(known, "\"__metadata__\":null,");
    Path out = folder.resolve("out.safetensors");
    Run run = Run.with("import", file, "--out", out);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("weights only: taken for the network below"), run.out());
    assertTrue(run.out().contains("(28x28, conv1 padded, relu, max pooling, inputs"), run.out());
    Model read = Models.load(out);
    assertArrayEquals(known.parameters(), read.parameters());
    assertEquals(known.network().input(), read.network().input());
    assertEquals(known.network().shapes().get(5), read.network().shapes().get(5));
  }

  @Test
  void aModelThatLostItsMetadataSaysWhatIsAssumed() throws IOException {
    Path bare = folder.resolve("bare.safetensors");
    float[] parameters = Models.bundled("best").parameters();
    List<NamedTensor> tensors = new TensorLayout(Network.lenet5()).spread("", parameters);
    SafetensorsWriter.write(bare, Map.of(), tensors);
    Run run = Run.with("classify", "--model", bare, "test-data/samples/digit.png");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("test-data/samples/digit.png: 7,"), run.out());
    String wanted = "assumed classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and the paper's scaling";
    assertTrue(run.err().contains(wanted), run.err());
    assertTrue(Run.with("info", bare).out().contains(wanted.replaceFirst("assumed ", "")));
  }

  /** As tinygrad saves a list of layers: a normalisation two places on is behind the function. */
  @Test
  void numbersTellWhatStandsBetweenLayers() throws IOException {
    Shape input = new Shape(1, 28, 28);
    ConnectionTable table = ConnectionTable.full(1, 4);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Convolution("layers.0", Window.of(5), table, true));
    layers.add(new Activation("layers.0.function", ActivationFunction.RELU));
    layers.add(new BatchNormalization("layers.2", 4));
    layers.add(new Pooling("layers.0.pool", Pooling.Kind.MAX, 4, Window.of(2).withStride(2)));
    layers.add(new Flatten("flatten", new Shape(4, 12, 12)));
    layers.add(new FullConnection("layers.5", 576, 10, true));
    Network network = new Network(input, layers);
    float[] values = new float[network.parameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + i % 7;
    }
    ForeignWeights weights =
        ForeignWeights.of(
            SafetensorsFile.read(
                file(
                    List.of(
                        "\"layers.0.weight\"", "\"layers.0.bias\"",
                        "\"layers.2.weight\"", "\"layers.2.bias\"",
                        "\"layers.2.running_mean\"", "\"layers.2.running_var\"",
                        "\"layers.5.weight\"", "\"layers.5.bias\""),
                    List.of("[4,1,5,5]", "[4]", "[4]", "[4]", "[4]", "[4]", "[10,576]", "[10]"),
                    values,
                    "")));
    assertEquals(network, weights.readings().get(0));
    Model model = weights.model(weights.readings().get(0), Scaling.unit());
    assertArrayEquals(values, model.parameters());
  }

  /** A list of parameters without a word for what they are. */
  @Test
  void namesThatSayNothingGoByTheirOrder() throws IOException {
    Path file =
        file(
            List.of("\"param_0\"", "\"param_1\"", "\"param_2\"", "\"param_10\""),
            List.of("[4,784]", "[4]", "[10,4]", "[10]"),
            new float[4 * 784 + 4 + 40 + 10],
            "");
    ForeignWeights weights = ForeignWeights.of(SafetensorsFile.read(file));
    Network first = weights.readings().get(0);
    assertEquals(
        List.of("flatten", "param_0", "param_0.function", "param_2"),
        first.layers().stream().map(Layer::name).toList());
    assertEquals(4 * 784 + 4 + 40 + 10, first.parameterCount());
  }

  /** As Flax has them, [rows, columns, inputs, outputs]; and as tutorials do, W1 and b1. */
  @Test
  void otherNamesAndOrdersAreTurned() throws IOException {
    float[] values = new float[2 * 3 + 3 + 3 * 784 * 2 + 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Path flax =
        file(
            List.of("\"a1.kernel\"", "\"a1.bias\"", "\"l2.kernel\"", "\"l2.bias\""),
            List.of("[1,2,1,3]", "[3]", "[2352,2]", "[2]"),
            values,
            "");
    Network network = Network.input(28, 29, 1).conv(3, Window.of(1, 2)).flatten().dense(2).build();
    float[] found =
        ForeignWeights.of(SafetensorsFile.read(flax)).model(network, Scaling.unit()).parameters();
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5, 6, 7, 8}, Arrays.copyOf(found, 9));
    // The first output reads the second value of the first map: [position 1, map 0] there.
    assertEquals(9 + 1 * 3 * 2, found[10]);

    float[] few = Arrays.copyOf(values, 784 * 2 + 2 + 2 * 2 + 2);
    Path numbered =
        file(
            List.of("\"W1\"", "\"W2\"", "\"b1\"", "\"b2\""),
            List.of("[784,2]", "[2,2]", "[2]", "[2]"),
            few,
            "");
    Network rows =
        Network.input(28, 28, 1).flatten().dense(2, ActivationFunction.RELU).dense(2).build();
    float[] own =
        ForeignWeights.of(SafetensorsFile.read(numbered)).model(rows, Scaling.unit()).parameters();
    assertEquals(2, own[1]);
    assertArrayEquals(
        new float[] {1572, 1573, 1568, 1570, 1569, 1571, 1574, 1575},
        Arrays.copyOfRange(own, 1568, 1576));
  }

  @Test
  void networksOfColoursAreNotGuessed() throws IOException {
    Path file =
        file(
            List.of("\"conv1.weight\"", "\"fc1.weight\""),
            List.of("[2,3,3,3]", "[4,450]"),
            new float[54 + 1800],
            "");
    Run run = Run.with("import", file, "--out", folder.resolve("out.safetensors"));
    assertEquals(1, run.code());
    assertTrue(run.err().contains(file + ": weights only, of a network of 3 maps"), run.err());
  }

  @Test
  void anOnnxFileAndAKerasModelAreSentToImport() {
    for (Path other : List.of(PYTORCH, Path.of("test-data", "keras", "rows.keras"))) {
      Run run = Run.with("info", other);
      assertEquals(1, run.code());
      assertTrue(run.err().contains("lenet import " + other + " --out MODEL"), run.err());
      assertEquals(1, run.err().strip().lines().count(), run.err());
    }
  }

  @Test
  void aNetworkThatIsGivenTakesThem() throws IOException {
    Model known = OnnxFiles.load(PYTORCH);
    Path json = folder.resolve("net.json");
    NetworkFiles.write(json, known.network(), known.classes());
    Path out = folder.resolve("out.safetensors");
    Run run = Run.with("import", weights(known, ""), "--network", json, "--out", out);
    assertEquals(0, run.code(), run.err());
    assertEquals(known.network(), Models.load(out).network());
    assertArrayEquals(known.parameters(), Models.load(out).parameters());
  }

  @Test
  void weightsThatFitNoNetworkAreRefusedInOneLine() throws IOException {
    Path file =
        file(
            List.of("\"fc.weight\"", "\"fc2.weight\""),
            List.of("[2,3]", "[4,5]"),
            new float[26],
            "");
    Run run = Run.with("import", file, "--out", folder.resolve("out.safetensors"));
    assertEquals(1, run.code());
    assertTrue(run.err().contains("no chain of layers: found \"fc\" of 3 to 2"), run.err());
    assertEquals(1, run.err().strip().lines().count(), run.err());
  }

  /** Writes the parameters as PyTorch has them: conv1, conv2, fc1, fc2, all connections there. */
  private Path weights(Model model, String metadata) throws IOException {
    List<String> names = new ArrayList<>();
    for (String layer : List.of("conv1", "conv2", "fc1", "fc2")) {
      names.add("\"" + layer + ".weight\"");
      names.add("\"" + layer + ".bias\"");
    }
    List<String> shapes =
        List.of("[6,1,5,5]", "[6]", "[8,6,5,5]", "[8]", "[40,200]", "[40]", "[10,40]", "[10]");
    return file(names, shapes, model.parameters(), metadata);
  }

  private Path file(List<String> names, List<String> shapes, float[] values, String metadata)
      throws IOException {
    StringBuilder header = new StringBuilder("{" + metadata);
    int at = 0;
    for (int i = 0; i < names.size(); i++) {
      int size = 4;
      for (String side : shapes.get(i).replaceAll("[\\[\\]]", "").split(",")) {
        size *= Integer.parseInt(side);
      }
      header.append(
          "%s%s:{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(i > 0 ? "," : "", names.get(i), shapes.get(i), at, at + size));
      at += size;
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer data = ByteBuffer.allocate(8 + json.length + at).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(json.length).put(json);
    for (int i = 0; i < at / 4; i++) {
      data.putFloat(values[i]);
    }
    return Files.write(folder.resolve("weights.safetensors"), data.array());
  }
}
