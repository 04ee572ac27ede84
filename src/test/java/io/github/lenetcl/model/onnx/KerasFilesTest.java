package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as Keras saves them; test-data/keras tells how. */
class KerasFilesTest {

  private static final Path FOLDER = Path.of("test-data", "keras");

  @TempDir Path folder;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      List<Path> files =
          all.filter(file -> file.toString().matches(".*(\\.keras|[a-z]\\.h5)"))
              .filter(file -> !file.toString().contains("alone"))
              .sorted()
              .toList();
      return files.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theyGiveWhatKerasGives(Path file) throws Exception {
    Model model = KerasFiles.load(file, Optional.empty());
    String name = file.getFileName().toString().replaceAll("\\..*", ".safetensors");
    SafetensorsFile expected = SafetensorsFile.read(FOLDER.resolve(name));
    float[] grey = tensor(expected, "grey").floats();
    float[] levels = ((Scaling.Levels) model.scaling()).levels();
    Shape input = model.network().input();
    int samples = grey.length / input.size();
    float[] inputs = new float[grey.length];
    for (int i = 0; i < inputs.length; i++) {
      int place = i % input.size();
      int map = place / input.area();
      int last = place % input.area() * input.maps() + map;
      inputs[i] = levels[(int) grey[i - place + last]];
    }
    OnnxRuntimeTest.assertClose(
        tensor(expected, "outputs").floats(), OnnxRuntimeTest.outputs(model, inputs, samples));
  }

  private static NamedTensor tensor(SafetensorsFile file, String name) {
    return file.tensors().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void weightsAloneAreRefusedWithTheWayOut() {
    String message = refusal(FOLDER.resolve("alone.weights.h5"));
    assertTrue(
        message.contains(
            "without their network; --network FILE.json says it, or save both: model.save"),
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "functional.keras, functional.keras",
    "functional.h5, functional.keras",
    "colour.keras, colour.keras",
    "alone.weights.h5, rows.keras"
  })
  void weightsGoIntoTheNetworkThatIsGiven(String file, String whole) throws IOException {
    Model wanted = KerasFiles.load(FOLDER.resolve(whole), Optional.empty());
    Model found =
        KerasFiles.weights(FOLDER.resolve(file)).model(wanted.network(), wanted.scaling());
    assertArrayEquals(wanted.parameters(), found.parameters());
  }

  /** Depthwise kernels; what is behind a Flatten has the channels of each place together. */
  @Test
  void normalisationsAndDepthwiseKernelsGoIntoIt() throws IOException {
    ConnectionTable grouped =
        new ConnectionTable(2, List.of(List.of(0), List.of(0), List.of(1), List.of(1)));
    Network network =
        Network.input(9, 8, 1)
            .conv(2, 3)
            .batchNormalization(1e-3f, 0.01f)
            .conv(grouped, Window.of(3))
            .activation(ActivationFunction.RELU)
            .flatten()
            .batchNormalization(1e-3f, 0.01f)
            .dense(4)
            .build();
    SafetensorsFile expected = SafetensorsFile.read(FOLDER.resolve("alone-batch.safetensors"));
    float[] inputs = tensor(expected, "grey").floats();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] /= 255;
    }
    Model found =
        KerasFiles.weights(FOLDER.resolve("alone-batch.weights.h5")).model(network, Scaling.unit());
    OnnxRuntimeTest.assertClose(
        tensor(expected, "outputs").floats(), OnnxRuntimeTest.outputs(found, inputs, 3));
  }

  @Test
  void weightsOfOtherLayersAreRefused() {
    Path file = FOLDER.resolve("separable.keras");
    String message =
        assertThrows(BadInputException.class, () -> KerasFiles.weights(file)).getMessage();
    assertTrue(
        message.startsWith(file + ": weights of layer 'separable_conv2d' is [3, 3, 3, 1], [1, 1,"),
        message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "{\"class_name\": \"Bert\", \"config\": {}}",
        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [3]}}",
        "{\"class_name\": \"Functional\", \"config\": {\"layers\": [{\"class_name\": \"InputLayer\","
            + " \"config\": {\"name\": \"a\"}}, {\"class_name\": \"Dense\", \"config\": {\"name\":"
            + " \"b\"}, \"inbound_nodes\": [{\"args\": [{\"keras_history\": []}]}]}]}}",
        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"LSTM\","
            + " \"config\": {\"name\": \"a\"}}]}}",
        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"InputLayer\","
            + " \"config\": {\"name\": \"a\", \"batch_shape\": [null, 9]}}, {\"class_name\":"
            + " \"Dens\", \"config\": {\"name\": \"b\"}}]}}",
        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"Dense\","
            + " \"config\": {\"name\": \"a\"}}]}}",
        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"Dense\","
            + " \"config\": {\"name\": \"a\", \"batch_shape\": [null, 4]}}]}}"
      })
  void whatIsNoChainOfOurLayersIsRefusedInOneLine(String config) throws IOException {
    Path file = folder.resolve("a.keras");
    byte[] weights;
    try (java.util.zip.ZipFile zip =
        new java.util.zip.ZipFile(FOLDER.resolve("rows.keras").toFile())) {
      weights = zip.getInputStream(zip.getEntry("model.weights.h5")).readAllBytes();
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(config.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(weights);
    }
    refusal(file);
  }

  /** Bytes changed at random: answered, or refused in one line. */
  @ParameterizedTest
  @ValueSource(strings = {"rows.keras", "functional.h5"})
  void damagedOnesAreAnsweredOrRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(FOLDER.resolve(name));
    Random random = new Random(whole.length);
    Path file = folder.resolve("damaged");
    for (int i = 0; i < 150; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= i % 3; j++) {
        int near = random.nextInt(Math.min(whole.length, 6000));
        int at = random.nextBoolean() ? near : whole.length - 1 - near;
        damaged[at] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try {
        KerasFiles.load(file, Optional.empty());
      } catch (BadInputException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
  }

  /** The description of the network lies in the heap: found by fuzzing. */
  @Test
  void aDamagedHeapIsRefused() throws IOException {
    String whole = Files.readString(FOLDER.resolve("functional.h5"), StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("heap.h5");
    Files.writeString(file, whole.replace("GCOL", "HEAP"), StandardCharsets.ISO_8859_1);
    assertTrue(refusal(file).contains("damaged, or a kind of HDF5"));
  }

  /** The directory of the archive is whole, and leads beyond its end: found by fuzzing. */
  @Test
  void anArchiveThatLeadsBeyondItsEndIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(FOLDER.resolve("rows.keras"));
    ByteBuffer zip = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int at = zip.getInt(whole.length - 6);
    while (zip.getInt(at) == 0x02014b50) {
      // An entry of the directory says at 42 where its file begins.
      zip.putInt(at + 42, whole.length - 4);
      at += 46 + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
    }
    Path file = folder.resolve("beyond.keras");
    Files.write(file, whole);
    assertTrue(refusal(file).contains("damaged zip archive"));
  }

  private static String refusal(Path file) {
    String message =
        assertThrows(BadInputException.class, () -> KerasFiles.load(file, Optional.empty()))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith(file.toString()), message);
    return message;
  }
}
