package io.github.lenetcl.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.RadialBasis;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsTest {

  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  @TempDir Path folder;

  @Test
  void lenet5ComesBackBitForBit() throws IOException {
    Model model = lenet5(Scaling.paper());
    Path path = folder.resolve("a.safetensors");

    Models.save(path, model);
    SafetensorsFile file = SafetensorsFile.read(path);

    assertEquals(model, Models.load(path));
    assertEquals(13, file.tensors().size());
    assertArrayEquals(Centers.digits().flat(), file.floats("RBF.centers", 10, 84));
    assertEquals("lenet5", file.metadata().get("network"));
    assertEquals("paper", file.metadata().get("scaling"));
    assertEquals("map", file.metadata().get("loss"));
    assertEquals("0.1", file.metadata().get("j"));
    assertEquals("0.0095", file.metadata().get("test_error"));
  }

  @Test
  void savingTwiceGivesTheSameBytes() throws IOException {
    Models.save(folder.resolve("a"), lenet5(Scaling.unit()));
    Models.save(folder.resolve("b"), Models.load(folder.resolve("a")));

    assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
  }

  static Stream<Scaling> scalings() {
    float[] bent = Scaling.paper().levels();
    bent[255] = Math.nextUp(bent[255]);
    float[] mean = random(784);
    float[] factor = random(784);
    factor[0] = 0;
    return Stream.of(
        Scaling.paper(),
        Scaling.unit(),
        Scaling.ink(),
        Scaling.standard(33.318421449829934, 78.56748998339798),
        new Scaling.Levels("paper", bent),
        new Scaling.PerPixel(mean, factor));
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void everyScalingComesBackBitForBit(Scaling scaling) throws IOException {
    Models.save(folder.resolve("a"), lenet5(scaling));

    assertEquals(scaling, Models.load(folder.resolve("a")).scaling());
  }

  /** What a name stands for must never change: models on disk rely on it. */
  @Test
  void namedScalingsStayWhatTheyAre() {
    Scaling.Levels paper = Scaling.paper();
    assertEquals(-0.1f, paper.levels()[0]);
    assertEquals(1.175f, paper.levels()[255]);
    assertEquals((float) (1.275 / 255 * 77 - 0.1), paper.levels()[77]);
    assertEquals((float) (1.0 / 255 * 77), Scaling.unit().levels()[77]);
    assertEquals(-0.1f, Scaling.ink().levels()[127]);
    assertEquals(1.175f, Scaling.ink().levels()[128]);
  }

  @Test
  void otherClassesAndOtherNetworksComeBack() throws IOException {
    List<String> letters = List.of("a", "é", "\"quoted\"");
    Network network = Network.lenet5(Centers.forClasses(letters));
    Model model =
        new Model(network, random(60_000), letters, Scaling.paper(), Provenance.unknown());
    Models.save(folder.resolve("letters"), model);
    assertEquals(model, Models.load(folder.resolve("letters")));

    Network small =
        new Network(
            new Shape(1, 6, 6),
            List.of(
                new Convolution("C1", 5, ConnectionTable.full(1, 3)),
                Activation.squash("C1.squash"),
                new FullConnection("F2", 3, 2),
                new RadialBasis("RBF", new Centers(new float[][] {{1, 0.5f}, {-1, -1}}))));
    Model other =
        new Model(
            small,
            random(small.parameterCount()),
            List.of("no", "yes"),
            Scaling.ink(),
            Provenance.unknown().withLoss(new Loss.MeanSquaredError(0.05f)));
    Models.save(folder.resolve("small"), other);
    Model back = Models.load(folder.resolve("small"));

    assertEquals(other, back);
    assertNotEquals(model, back);
  }

  @Test
  void aCheckpointIsAModelToo() throws IOException {
    Model model = lenet5(Scaling.paper());
    TensorLayout layout = new TensorLayout(model.network());
    float[] velocity = random(60_000);
    Path path = folder.resolve("a");

    Models.save(
        path,
        model,
        Map.of("checkpoint.step", "7"),
        layout.spread("checkpoint.velocity.", velocity));
    SafetensorsFile file = SafetensorsFile.read(path);

    assertEquals(model, Models.of(file));
    assertEquals("7", file.metadata().get("checkpoint.step"));
    assertArrayEquals(velocity, layout.gather("checkpoint.velocity.", file));
    assertThrows(
        IllegalArgumentException.class,
        () -> Models.save(path, model, Map.of("j", "2"), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Models.save(path, model, Map.of(), layout.spread("velocity.", velocity)));
  }

  @Test
  void readsParametersThatSomeoneElseWrote() throws IOException {
    float[] parameters = random(60_000);
    List<NamedTensor> single = new TensorLayout(Network.lenet5()).spread("", parameters);
    List<NamedTensor> wide = new ArrayList<>();
    for (NamedTensor tensor : single) {
      wide.add(
          NamedTensor.of(tensor.name(), tensor.doubles(), tensor.shape().toArray(Integer[]::new)));
    }
    String digits =
        "classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and the paper's scaling: without metadata";
    Model expected =
        new Model(
            Network.lenet5(),
            parameters,
            DIGITS,
            Scaling.paper(),
            Provenance.unknown().withNote("assumed", digits));

    assertEquals(expected, Models.of(file(Map.of(), single)));
    assertEquals(expected, Models.of(file(Map.of("format", "pt"), wide)));

    single.add(NamedTensor.of("RBF.centers", Centers.digits().flat(), 10, 84));
    assertEquals(expected, Models.of(file(Map.of(), single)));

    Centers two = new Centers(new float[][] {new float[84], random(84)});
    single.set(12, NamedTensor.of("RBF.centers", two.flat(), 2, 84));
    Model other = Models.of(file(Map.of(), single));
    assertEquals(two, other.network().centers().orElseThrow());
    assertEquals(List.of("0", "1"), other.classes());
  }

  @Test
  void saysWhatABareFileHoldsInstead() throws IOException {
    List<NamedTensor> tensors = new TensorLayout(Network.lenet5()).spread("", random(60_000));
    List<NamedTensor> prefixed =
        new TensorLayout(Network.lenet5()).spread("parameter.", random(60_000));
    List<NamedTensor> missing = new ArrayList<>(tensors);
    missing.remove(3);
    List<NamedTensor> extra = new ArrayList<>(tensors);
    extra.add(NamedTensor.of("scaling.levels", new float[256], 256));
    List<NamedTensor> wrong = new ArrayList<>(tensors);
    wrong.set(2, NamedTensor.of("S2.coefficient", new float[6], 6, 1));
    List<NamedTensor> centers = new ArrayList<>(tensors);
    centers.add(NamedTensor.of("RBF.centers", new float[840], 84, 10));

    assertRefused(
        "x: content is [\"parameter.C1.weight\",\"parameter.C1.bias\",\"parameter.S2.coefficient\"]"
            + " and 9 more, wanted a model, with tensors named C1.weight, C1.bias, S2.coefficient,"
            + " S2.bias, C3.weight, C3.bias, S4.coefficient, S4.bias, C5.weight, C5.bias,"
            + " F6.weight, F6.bias",
        file(Map.of(), prefixed));
    assertRefused("x: tensor \"S2.bias\" is absent", file(Map.of(), missing));
    assertRefused("x: tensor \"scaling.levels\" is no part of the network", file(Map.of(), extra));
    assertRefused(
        "x: tensor \"S2.coefficient\": shape is [6, 1], wanted [6]", file(Map.of(), wrong));
    assertRefused(
        "x: tensor \"RBF.centers\": shape is [84, 10], wanted [84, 84]", file(Map.of(), centers));
  }

  @Test
  void saysWhatIsWrongWithOneOfOurs() throws IOException {
    assertEquals(lenet5(Scaling.paper()), Models.of(changed(strings -> strings)));
    assertRefused(
        "x: lenet-cl.format is \"2\", wanted 1; a newer lenet-cl wrote it",
        changed(with("lenet-cl.format", "2")));
    assertRefused(
        "x: network is \"lenet6\", wanted lenet5 or a JSON object",
        changed(with("network", "lenet6")));
    assertRefused("x: network: JSON, character 1", changed(with("network", "{")));
    assertRefused("x: network is absent, wanted lenet5 or a", changed(without("network")));
    assertRefused("x: classes is absent, wanted a JSON list", changed(without("classes")));
    assertRefused("x: classes is \"{}\", wanted a JSON list of", changed(with("classes", "{}")));
    assertRefused("x: classes is \"[1]\", wanted a JSON list of", changed(with("classes", "[1]")));
    assertRefused("x: classes: JSON, character 1", changed(with("classes", "[")));
    assertRefused(
        "x: tensor \"RBF.centers\": shape is [10, 84], wanted [1, 84]",
        changed(with("classes", "[\"a\"]")));
    assertRefused(
        "x: model: class \"a\" stands twice or is blank",
        changed(
            with(
                "classes", Json.write(List.of("a", "a", "a", "a", "a", "a", "a", "a", "a", "a")))));
    assertRefused(
        "x: network: a b: input 1@1x1, wanted 2 maps",
        changed(
            with(
                "network",
                "{\"input\":[1,1,1],\"layers\":[{\"kind\":\"full\",\"name\":\"a\\nb\","
                    + "\"inputs\":2,\"outputs\":1}]}")));
    assertRefused("x: scaling is absent", changed(without("scaling")));
    assertRefused(
        "x: scaling is \"gamma\", wanted paper, unit, ink, per-pixel or a tensor scaling.levels",
        changed(with("scaling", "gamma")));
    assertRefused("x: tensor \"scaling.mean\" is absent", changed(with("scaling", "per-pixel")));
    assertRefused(
        "x: loss is \"mae\", wanted map, mse, cross-entropy or", changed(with("loss", "mae")));
    assertRefused("x: j is absent, wanted a number", changed(without("j")));
    assertRefused("x: j is \"x\", wanted a number", changed(with("j", "x")));
    assertRefused("x: MAP loss: j = -1.0, wanted a number above 0", changed(with("j", "-1")));
    assertRefused("x: loss: scale NaN, wanted", changed(with("loss_scale", "NaN")));
    assertRefused("x: seed is \"1.5\", wanted an integer", changed(with("seed", "1.5")));
    assertRefused("x: passes -1, wanted at least 0", changed(with("passes", "-1")));
    assertRefused("x: test error 95.0, wanted from 0 to 1", changed(with("test_error", "95")));
  }

  @Test
  void aNetworkLargerThanItsFileIsRefusedBeforeItIsMade() throws IOException {
    String huge =
        "{\"input\":[1,1,1],\"layers\":[{\"kind\":\"convolution\",\"name\":\"C1\",\"kernel\":1,"
            + "\"inputs\":131072,\"outputs\":131072}]}";

    assertRefused(
        "x: network: layer 0: number of weights up to here is 17179869184, wanted at most 61740",
        changed(with("network", huge)));
  }

  @Test
  void damageIsRefusedInOneLineOrHarmless() throws IOException {
    byte[] whole = bytes(strings(), tensors());
    Models.load(new ByteArrayInputStream(whole), "x");
    int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Random random = new Random(1);
    for (int round = 0; round < 1000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + round % 4; i++) {
        byte to = (byte) "{}[]\",:0129-eE.\\nabc".charAt(random.nextInt(20));
        damaged[8 + random.nextInt(header)] = to;
      }
      try {
        Models.load(new ByteArrayInputStream(damaged), "x");
      } catch (BadInputException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      } catch (IOException | RuntimeException e) {
        fail(new String(damaged, 8, header, StandardCharsets.UTF_8), e);
      }
    }
  }

  @Test
  void aModelChecksItsParts() {
    Network network = Network.lenet5();
    float[] nan = new float[60_000];
    nan[59_999] = Float.NaN;
    Scaling many = new Scaling.PerPixel(new float[1025], new float[1025]);

    assertIllegal(() -> model(network, new float[59_999], DIGITS, Scaling.paper()));
    assertIllegal(() -> model(network, nan, DIGITS, Scaling.paper()));
    assertIllegal(() -> model(network, new float[60_000], List.of("a"), Scaling.paper()));
    assertIllegal(() -> model(network, new float[60_000], DIGITS, many));
  }

  @Test
  void aModelDoesNotChange() {
    float[] parameters = new float[60_000];
    Model model = model(Network.lenet5(), parameters, DIGITS, Scaling.paper());

    parameters[0] = 1;
    model.parameters()[1] = 1;

    assertArrayEquals(new float[60_000], model.parameters());
  }

  @Test
  void saysWhichModelsAreBundled() {
    BadInputException e = assertThrows(BadInputException.class, () -> Models.bundled("none"));

    assertEquals(
        "bundled models: name is \"none\", wanted best, paper, ink, graph, sdnn", e.getMessage());
  }

  private static Model lenet5(Scaling scaling) {
    return new Model(
        Network.lenet5(),
        random(60_000),
        DIGITS,
        scaling,
        Provenance.unknown()
            .withLoss(new Loss.MaximumAPosteriori(0.1f, 0.05f))
            .withRun("paper", Long.MIN_VALUE, 20)
            .withTestError(0.0095)
            .withData("MNIST, 60000 digits")
            .withNote("mu", "0.02")
            .withNote("two", "lines\nof text"));
  }

  private static Model model(
      Network network, float[] parameters, List<String> classes, Scaling scaling) {
    return new Model(network, parameters, classes, scaling, Provenance.unknown());
  }

  private static float[] random(int count) {
    Random random = new Random(1);
    float[] values = new float[count];
    IntStream.range(0, count).forEach(i -> values[i] = (float) random.nextGaussian());
    return values;
  }

  private static Map<String, String> strings() {
    return ModelMetadata.of(lenet5(Scaling.paper()));
  }

  private static List<NamedTensor> tensors() {
    List<NamedTensor> tensors = new TensorLayout(Network.lenet5()).spread("", random(60_000));
    tensors.add(NamedTensor.of("RBF.centers", Centers.digits().flat(), 10, 84));
    return tensors;
  }

  /** A model file of ours with other strings. */
  private static SafetensorsFile changed(UnaryOperator<Map<String, String>> change)
      throws IOException {
    return file(change.apply(strings()), tensors());
  }

  private static UnaryOperator<Map<String, String>> with(String key, String value) {
    return strings -> {
      strings.put(key, value);
      return strings;
    };
  }

  private static UnaryOperator<Map<String, String>> without(String key) {
    return strings -> {
      strings.remove(key);
      return strings;
    };
  }

  private static byte[] bytes(Map<String, String> strings, List<NamedTensor> tensors)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsWriter.write(out, strings, tensors);
    return out.toByteArray();
  }

  private static SafetensorsFile file(Map<String, String> strings, List<NamedTensor> tensors)
      throws IOException {
    return SafetensorsFile.read(new ByteArrayInputStream(bytes(strings, tensors)), "x");
  }

  private static void assertRefused(String message, SafetensorsFile file) {
    BadInputException e = assertThrows(BadInputException.class, () -> Models.of(file));

    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  private static void assertIllegal(org.junit.jupiter.api.function.Executable executable) {
    assertThrows(IllegalArgumentException.class, executable);
  }
}
