package io.github.lenetcl.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.model.TensorLayout;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("m.safetensors");
  }

  private Run train(String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--data", "embedded", "--out", out.toString()));
    args.addAll(List.of("--device", "cpu"));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @Test
  void layersAreKeptForNewClasses() throws IOException {
    Path symbols = Path.of("test-data/samples/symbols.zip");
    Run wrong = Run.with("train", "--data", symbols, "--out", out, "--new-classes");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("--new-classes is for --init MODEL"), wrong.err());
    Run run =
        Run.with(
            "train",
            "--data",
            symbols,
            "--init",
            "best",
            "--new-classes",
            "--steps",
            2,
            "--out",
            out,
            "--device",
            "cpu");
    assertEquals(0, run.code(), run.err());
    Model model = Models.load(out);
    assertEquals(3, model.classes().size());
    assertEquals(3, model.network().output().maps());
  }

  @Test
  void endsWithTheTestErrorAndTheModelTellsWhereItComesFrom() throws IOException {
    Path log = folder.resolve("log.csv");
    Run run =
        train(
            "--limit",
            "200",
            "--epochs",
            "2",
            "--loss",
            "map",
            "--j",
            "3",
            "--seed",
            "5",
            "--scaling",
            "unit",
            "--log",
            log.toString());
    assertEquals(0, run.code(), run.err());
    assertTrue(run.lastLine().matches("test error \\d+\\.\\d\\d % \\(\\d+ of 1000\\)"), run.out());
    assertEquals(2, run.out().lines().filter(line -> line.startsWith("pass ")).count());
    assertTrue(run.errors().stream().anyMatch(e -> e.startsWith("device: cpu")), run.err());
    assertEquals(3, Files.readAllLines(log).size());

    Model model = Models.load(out);
    assertEquals(Scaling.unit(), model.scaling());
    assertEquals("fast", model.provenance().recipe().orElseThrow());
    assertEquals(OptionalLong.of(5), model.provenance().seed());
    assertEquals(2, model.provenance().passes().orElseThrow());
    assertEquals("embedded", model.provenance().data().orElseThrow());
    assertEquals(3, ((Loss.MaximumAPosteriori) model.provenance().loss().orElseThrow()).j());
    String error = "%.2f %%".formatted(100 * model.provenance().testError().orElseThrow());
    assertTrue(run.lastLine().contains(error), run.lastLine());

    Run info = Run.with("info", out);
    assertTrue(info.out().contains("test error  " + error), info.out());
    assertTrue(info.out().contains("unit"), info.out());
  }

  @ParameterizedTest
  @CsvSource({"map, 1, 64", "map, 85, 5", "mse, 1, 200"})
  void oneStepOfSgdTakesTheGradientAway(String loss, String j, String count) throws IOException {
    Path init = Samples.model(folder);
    Path written = folder.resolve("gradients.safetensors");
    Run gradients =
        Run.with(
            "gradients",
            "--init",
            init,
            "--data",
            "embedded",
            "--limit",
            count,
            "--loss",
            loss,
            "--j",
            j,
            "--device",
            "cpu",
            "--out",
            written);
    assertEquals(0, gradients.code(), gradients.err());
    Run step =
        train(
            "--init",
            init.toString(),
            "--recipe",
            "sgd",
            "--lr",
            "1",
            "--steps",
            "1",
            "--batch",
            count,
            "--limit",
            count,
            "--no-shuffle",
            "--loss",
            loss,
            "--j",
            j);
    assertEquals(0, step.code(), step.err());

    Model model = Models.load(init);
    float[] gradient =
        new TensorLayout(model.network()).gather("gradient.", SafetensorsFile.read(written));
    float[] expected = model.parameters();
    for (int i = 0; i < expected.length; i++) {
      expected[i] -= gradient[i];
    }
    assertArrayEquals(expected, Models.load(out).parameters());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', none",
    "0, 0, none",
    "0.5, '', horizontal=1.0 vertical=1.0 scaling=0.075 squeezing=0.075 shear=0.15",
    "'0,rotation=5,shear=0.2', '', shear=0.2 rotation=5.0",
    "shear=0.2, '34,4', shear=0.2 alpha=34.0 sigma=4.0"
  })
  void theModelTellsHowItsImagesWereDistorted(String affine, String elastic, String noted)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("--limit", "8", "--steps", "1"));
    if (!affine.isEmpty()) {
      options.addAll(List.of("--distort", affine));
    }
    if (!elastic.isEmpty()) {
      options.addAll(List.of("--elastic", elastic));
    }
    Run run = train(options.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertEquals(noted, Models.load(out).provenance().notes().get("distortion"));
  }

  @Test
  void trainsOnSeveralSetsAndTestsOnTheFirst() throws IOException {
    Run run = train("--limit", "200", "--also", "embedded", "--also", "embedded", "--epochs", "1");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("over 8,200 images"), run.out());
    assertTrue(run.lastLine().matches("test error \\d+\\.\\d\\d % \\(\\d+ of 1000\\)"), run.out());
    assertEquals("embedded, embedded", Models.load(out).provenance().notes().get("also"));
  }

  @Test
  void setsOfOtherImagesOrClassesAreRefused() {
    Run run = train("--also", "xor");
    assertEquals(1, run.code());
    assertEquals("lenet train: xor beside embedded: images are 1×2, wanted 28×28", run.lastError());
  }

  @Test
  void aResumedRunEndsAsAnUnbrokenOne() throws IOException {
    String[] settings = {"--limit", "96", "--recipe", "sgd", "--batch", "16", "--distort", "1"};
    assertEquals(0, train(with(settings, "--epochs", "2")).code());
    byte[] unbroken = Files.readAllBytes(out);

    assertEquals(0, train(with(settings, "--epochs", "1")).code());
    assertFalse(Arrays.equals(unbroken, Files.readAllBytes(out)));
    Path checkpoint = folder.resolve("m.checkpoint.safetensors");
    Run resumed = train("--limit", "96", "--epochs", "2", "--resume", checkpoint.toString());
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.out().contains("going on in pass 2"), resumed.out());
    assertArrayEquals(unbroken, Files.readAllBytes(out));
  }

  @Test
  void aRunIsNotResumedWithOtherSettings() {
    assertEquals(0, train("--limit", "32", "--recipe", "sgd", "--epochs", "1").code());
    String checkpoint = folder.resolve("m.checkpoint.safetensors").toString();
    Run run = train("--limit", "32", "--resume", checkpoint, "--seed", "9");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("lenet train: the checkpoint's seed is 1, this run's is 9"));
  }

  @Test
  void aLossThatIsNotFiniteEndsWithTheLastGoodParameters() throws IOException {
    Run run = train("--limit", "64", "--recipe", "sgd", "--lr", "3e38");
    assertEquals(1, run.code());
    List<String> told = run.errors().stream().filter(e -> e.startsWith("lenet train: ")).toList();
    assertEquals(1, told.size(), run.err());
    assertTrue(told.get(0).startsWith("lenet train: the loss is not finite in pass 1"));
    Models.load(folder.resolve("m.checkpoint.safetensors"));
    assertFalse(Files.exists(out));
  }

  @ParameterizedTest
  @CsvSource({
    "--recipe, worst, 'paper, best, fast, sgd, sdnn, graph or descent'",
    "--batch, 0, a whole number from 1",
    "--epochs, many, a whole number from 1",
    "--lr, -1, a number above 0",
    "--j, NaN, a number above 0",
    "--loss, l1, 'map, mse'",
    "--scaling, grey, 'paper, unit, ink, standard or per-pixel'",
    "--seed, x, a long",
    "--distort, much, a number from 0",
    "--distort, -1, a number from 0",
    "--distort, 7, scaling 1.0500001",
    "--distort, 'shear', a number from 0",
    "--distort, '0.5,bend=1', 'wanted none or amounts like horizontal=2.0'",
    "--distort, scaling=1, 'scaling 1.0, wanted from 0 to 0.9'",
    "--elastic, 34, 'wanted ALPHA,SIGMA'",
    "--elastic, '34,4,1', 'wanted ALPHA,SIGMA'",
    "--elastic, '34,0', 'sigma 0.0, wanted above 0'",
    "--device, tpu, 'auto, cpu, opencl'",
    "--log, nowhere/log.csv, there is no folder to write it to"
  })
  void wrongOptionsAreRefused(String option, String value, String wanted) {
    // The right options come first, so that the wrong one overrides none of them.
    Run run =
        option.equals("--device")
            ? Run.with("train", "--data", "embedded", "--out", out, option, value)
            : train(option, value);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(wanted), run.err());
    assertEquals("Try 'lenet train --help'.", run.lastError());
    assertFalse(Files.exists(out));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(2, Run.of("train", "--out", "x").code());
    assertTrue(Run.of("train", "--data", "embedded").err().contains("--out"));
    Run data = Run.with("train", "--data", folder.resolve("no"), "--out", out);
    assertEquals(1, data.code());
    String wanted = "lenet train: " + folder.resolve("no") + ": no such file or folder";
    // The first command of a process may also tell of plain loops.
    assertTrue(data.lastError().startsWith(wanted), data.err());
    Run both = train("--init", "a", "--resume", "b");
    assertEquals(2, both.code());
    Run init = train("--init", folder.resolve("gone.safetensors").toString());
    assertEquals(1, init.code());
    assertTrue(init.err().contains("gone.safetensors: no such file"), init.err());
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void keepsTheBestPassByValidation() throws IOException {
    Path log = folder.resolve("log.jsonl");
    Run run =
        train(
            "--limit",
            "300",
            "--epochs",
            "4",
            "--validation-split",
            "0.2",
            "--early-stopping",
            "2",
            "--class-weights",
            "balanced",
            "--log",
            log.toString());
    assertEquals(0, run.code(), run.err());
    // The test set is looked at once, at the end.
    String first = Files.readAllLines(log).get(1);
    assertTrue(first.contains("\"test_error_percent\":null"), first);
    assertTrue(first.matches(".*\"validation_error_percent\":[\\d.]+}"), first);
    assertTrue(run.out().contains("60 to choose by"), run.out());
    assertTrue(run.out().contains("validation error "), run.out());
    String best =
        run.out().lines().filter(line -> line.startsWith("the best pass was")).findFirst().get();
    Model model = Models.load(out);
    assertTrue(
        best.startsWith("the best pass was " + model.provenance().passes().orElseThrow() + ","),
        best);
    assertTrue(run.lastLine().matches("test error .* of 1000\\)"), run.out());
    assertEquals("ink", model.provenance().notes().get("fit"));
    assertTrue(Files.notExists(folder.resolve("m.best.safetensors")));
  }

  /** A pipe cannot be replaced, and has whatever name its system gave it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(60)
  void pipesTakeEachLineOfALogOnce() throws Exception {
    Path csv = folder.resolve("63");
    Path json = folder.resolve("63.jsonl");
    assertEquals(0, new ProcessBuilder("mkfifo", "" + csv, "" + json).start().waitFor());
    // Each pipe waits for a reader; the common pool may have but one thread.
    ExecutorService readers = Executors.newFixedThreadPool(2);
    Future<List<String>> rows = readers.submit(() -> Files.readAllLines(csv));
    Future<List<String>> objects = readers.submit(() -> Files.readAllLines(json));
    readers.shutdown();
    Run run = train("--limit", "60", "--epochs", "2", "--log", "" + csv, "--log", "" + json);
    assertEquals(0, run.code(), run.err());
    assertEquals(List.of("pass,", "1,", "2,"), starts(rows.get(20, TimeUnit.SECONDS)));
    assertEquals(
        List.of("{\"pass\":1,", "{\"pass\":2,"), starts(objects.get(20, TimeUnit.SECONDS)));
    assertFalse(Files.isRegularFile(csv) || Files.isRegularFile(json));
  }

  private static List<String> starts(List<String> lines) {
    return lines.stream().map(line -> line.substring(0, line.indexOf(',') + 1)).toList();
  }

  @Test
  void earlyStoppingWantsValidation() {
    Run run = train("--early-stopping", "2");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("wanted --validation-split"), run.err());
    Run weights = train("--class-weights", "eleven=3");
    assertEquals(2, weights.code());
    assertTrue(weights.err().contains("wanted balanced, or CLASS=WEIGHT"), weights.err());
  }
}
