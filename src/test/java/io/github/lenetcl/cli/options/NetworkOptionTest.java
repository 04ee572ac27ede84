package io.github.lenetcl.cli.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks other than LeNet-5, from training to answers. */
class NetworkOptionTest {

  private static final String MINE =
      """
      {"input": [1, 28, 28], "layers": [
        {"kind": "average-pool", "window": 4},
        {"kind": "flatten"},
        {"kind": "full", "outputs": 10},
        {"kind": "softmax"}]}
      """;

  @TempDir Path folder;
  private Path out;
  private Path mine;

  @BeforeEach
  void files() throws IOException {
    out = folder.resolve("m.safetensors");
    mine = Files.writeString(folder.resolve("mine.json"), MINE);
  }

  private Run train(Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--out", out, "--device", "cpu:plain"));
    args.addAll(List.of(more));
    return Run.with(args.toArray());
  }

  @Test
  void aFileIsTrainedEvaluatedAndAsked() throws IOException {
    Run run =
        train(
            "--data",
            "embedded",
            "--network",
            mine,
            "--limit",
            500,
            "--epochs",
            3,
            "--optimizer",
            "nesterov",
            "--lr",
            0.05,
            "--batch",
            20,
            "--l2",
            1e-5,
            "--schedule",
            "warm-up=0.5 cosine");
    assertEquals(0, run.code(), run.err());
    Model model = Models.load(out);
    assertEquals(Scaling.unit(), model.scaling());
    assertEquals(new Loss.CrossEntropy(1), model.provenance().loss().orElseThrow());
    assertEquals("l2=1.0E-5 nesterov=0.9", model.provenance().notes().get("rule"));
    assertEquals("warm-up=0.5 cosine", model.provenance().notes().get("schedule"));
    assertEquals("0.05", model.provenance().notes().get("rate"));

    Run evaluated = Run.with("evaluate", out, "--data", "embedded", "--device", "cpu:plain");
    assertEquals(run.lastLine(), evaluated.lastLine());

    Path digit = Samples.digit(folder, 3);
    Run text = Run.with("classify", "--model", out, "--device", "cpu:plain", digit);
    assertTrue(
        text.out().matches("(?s).*: \\d, probability [01]\\.\\d{4}\n  probabilities  0: .*"),
        text.out());
    Run csv = Run.with("classify", "--csv", "--model", out, "--device", "cpu:plain", digit);
    assertEquals("image,index,digit,probability", csv.out().lines().findFirst().orElseThrow());
    Run json = Run.with("classify", "--json", "--model", out, "--device", "cpu:plain", digit);
    JsonArray answers = JsonParser.parseString(json.out()).getAsJsonArray();
    JsonObject answer = answers.get(0).getAsJsonObject();
    assertEquals(10, answer.getAsJsonObject("probabilities").size());
    assertEquals(
        answer.get("probability"),
        answer.getAsJsonObject("probabilities").get(answer.get("digit").getAsString()));

    Run info = Run.with("info", out);
    assertTrue(info.out().contains("cross entropy, scale 1.0"), info.out());
    assertTrue(info.out().contains("average-pool1  average pooling 4x4"), info.out());
  }

  @Test
  void aRunGoesOnWhereItStopped() throws IOException {
    Path checkpoint = folder.resolve("m.checkpoint.safetensors");
    Object[] common = {"--data", "embedded", "--limit", 200, "--optimizer", "adam"};
    train(with(common, "--network", mine, "--epochs", 2));
    float[] whole = Models.load(out).parameters();
    train(with(common, "--network", mine, "--epochs", 1));
    Run run = train("--data", "embedded", "--limit", 200, "--epochs", 2, "--resume", checkpoint);
    assertEquals(0, run.code(), run.err());
    assertArrayEquals(whole, Models.load(out).parameters());
  }

  private static Object[] with(Object[] common, Object... more) {
    List<Object> all = new ArrayList<>(List.of(common));
    all.addAll(List.of(more));
    return all.toArray();
  }

  @Test
  void xorIsTrainedByName() throws IOException {
    Run run = train("--data", "xor", "--network", "xor");
    assertEquals(0, run.code(), run.err());
    assertEquals("test error 0.00 % (0 of 4)", run.lastLine());
    assertEquals(List.of("0", "1"), Models.load(out).classes());
  }

  @Test
  void lossesAreMeantForTheNetwork() throws IOException {
    Run mse =
        train(
            "--data", "embedded", "--network", mine, "--limit", 50, "--epochs", 1, "--loss", "mse");
    assertEquals(0, mse.code(), mse.err());
    assertEquals(
        new Loss.OutputSquaredError(1), Models.load(out).provenance().loss().orElseThrow());

    Run wrong =
        train("--data", "embedded", "--limit", 50, "--epochs", 1, "--loss", "cross-entropy");
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().contains("last layer RBF of radial basis functions"), wrong.err());
  }

  @Test
  void wrongNetworksAreOneLine() throws IOException {
    Run unknown = train("--data", "embedded", "--network", "lenet6");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("--network: network lenet6, wanted lenet5,"), unknown.err());

    Run absent = train("--data", "embedded", "--network", folder.resolve("absent.json"));
    assertEquals(1, absent.code());
    assertTrue(absent.err().contains("absent.json: no such file"), absent.err());

    Files.writeString(mine, MINE.replace("\"window\": 4", "\"window\": 40"));
    Run vanishing = train("--data", "embedded", "--network", mine);
    assertEquals(1, vanishing.code());
    assertTrue(
        vanishing.err().contains("average-pool1: input 1@28x28, wanted 1 maps of at least 40x40"),
        vanishing.err());

    Run both = train("--data", "embedded", "--network", mine, "--init", folder.resolve("other"));
    assertEquals(2, both.code());
    assertTrue(both.err().contains("--network excludes --init and --resume"), both.err());

    Run clip = train("--data", "embedded", "--clip", 1);
    assertEquals(2, clip.code());
    assertTrue(
        clip.err().contains("--l2, --weight-decay, --clip and --schedule: recipe fast"),
        clip.err());
  }

  @Test
  void infoTellsOfNetworksAndWritesTheirJson() throws IOException {
    Run keras = Run.of("info", "lenet-keras");
    assertEquals(0, keras.code(), keras.err());
    assertTrue(keras.out().contains("conv1     convolution 5x5, same, tanh"), keras.out());
    assertTrue(keras.out().contains("rule"), keras.out());

    Path copy = folder.resolve("copy.json");
    Files.writeString(copy, Run.of("info", "lenet1", "--json").out());
    Run read = Run.with("info", copy);
    assertEquals(0, read.code(), read.err());
    assertTrue(read.out().startsWith(Run.of("info", "lenet1").out().split("\n\n")[0]), read.out());
    assertEquals(Network.lenet5().summary().toString(), Run.of("info").out().strip());
  }
}
