package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.model.SafetensorsWriter;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final Recipe PAPER = new PaperRecipe().with(s -> s.withPasses(3));
  private static final Recipe FAST =
      new FastRecipe().with(s -> s.withPasses(2).withBatch(16).withDistortion(Distortion.paper()));

  private static Selection cpu;
  private static LabelledImages images;
  private static LabelledImages test;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu");
    images = DataSets.embedded().training().first(100);
    test = DataSets.embedded().test().orElseThrow().first(50);
  }

  @AfterAll
  static void close() {
    cpu.close();
  }

  private static Trainer trainer(Recipe recipe) {
    return new Trainer(cpu.backend(), recipe).seed(-3).test(test);
  }

  private static void assertSame(Checkpoint expected, Checkpoint found) {
    assertEquals(expected.model(), found.model());
    assertEquals(expected.recipe(), found.recipe());
    assertEquals(expected.seed(), found.seed());
    assertEquals(expected.data(), found.data());
    assertEquals(expected.device(), found.device());
    assertEquals(expected.state(), found.state());
    assertArrayEquals(expected.curvature(), found.curvature());
    assertArrayEquals(expected.velocity(), found.velocity());
    assertEquals(expected.history(), found.history());
  }

  @Test
  void comesBackFromItsFileAsItWas() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    // After a pass, in the middle of one with second derivatives, and with momentum.
    Checkpoint between = trainer(PAPER).checkpoint(file).steps(100).train(images).checkpoint();
    assertSame(between, Checkpoint.read(file));
    assertEquals(0, between.curvature().length);
    assertEquals(2, between.state().pass());

    Checkpoint within = trainer(PAPER).checkpoint(file).steps(130).train(images).checkpoint();
    assertSame(within, Checkpoint.read(file));
    assertEquals(60_000, within.curvature().length);
    assertEquals(30, within.state().done());
    assertEquals(1, within.history().size());

    Recipe plain = FAST.with(Settings::withMeanSquaredError).with(s -> s.withShuffled(false));
    Checkpoint moving = trainer(plain).checkpoint(file).steps(1).train(images).checkpoint();
    assertSame(moving, Checkpoint.read(file));
    assertEquals(60_000, moving.velocity().length);
    assertEquals(new Loss.MeanSquaredError(0.1f), Checkpoint.read(file).recipe().settings().loss());
  }

  @Test
  void validationIsToldApartFromTheTest() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    LabelledImages chosenBy = images.range(60, 100);
    LabelledImages rest = images.first(60);
    Trainer both = trainer(PAPER).validation(chosenBy).checkpoint(file).steps(60);
    assertSame(both.train(rest).checkpoint(), Checkpoint.read(file));
    PassResult pass = Checkpoint.read(file).history().get(0);
    assertEquals(40, pass.validation().orElseThrow().samples());
    assertEquals(50, pass.test().orElseThrow().samples());

    TrainingResult one = trainer(PAPER).test(Optional.empty()).validation(chosenBy).train(rest);
    Provenance provenance = one.model().provenance();
    assertTrue(provenance.testError().isEmpty());
    assertEquals(
        one.lastPass().orElseThrow().validationError().orElseThrow().toString(),
        provenance.notes().get("validation error"));
  }

  @Test
  void aRunGoesOnFromTheFileBitForBit() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    for (Recipe recipe : List.of(PAPER, FAST)) {
      TrainingResult unbroken = trainer(recipe).train(images);
      trainer(recipe).checkpoint(file).steps(5).train(images);
      Checkpoint read = Checkpoint.read(file);
      TrainingResult resumed =
          trainer(read.recipe()).seed(read.seed()).checkpoint(file).resume(read).train(images);
      assertEquals(unbroken.model(), resumed.model());
      assertEquals(
          unbroken.lastPass().orElseThrow().test(), resumed.lastPass().orElseThrow().test());
      assertEquals(unbroken.model(), Checkpoint.read(file).model());
    }
  }

  @Test
  void isAModelThatTellsWhereItComesFrom() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    TrainingResult result =
        trainer(PAPER)
            .provenance(Provenance.unknown().withData("a hundred digits"))
            .checkpoint(file)
            .steps(230)
            .train(images);
    assertEquals(result.model(), Models.load(file));
    Provenance provenance = result.model().provenance();
    assertEquals(Optional.of("a hundred digits"), provenance.data());
    assertEquals(Optional.of("paper"), provenance.recipe());
    assertEquals(-3, provenance.seed().orElseThrow());
    assertEquals(OptionalInt.of(2), provenance.passes());
    assertEquals(
        result.lastPass().orElseThrow().testError().orElseThrow(),
        provenance.testError().orElseThrow());
    assertEquals(Optional.of(PAPER.settings().loss()), provenance.loss());
    assertEquals(
        Map.of(
            "start", "1.5/sqrt(F),coefficient=0.5",
            "batch", "1",
            "rate", "5.0E-4",
            "shuffled", "true",
            "distortion", "none",
            "versions", "0"),
        provenance.notes());
  }

  @Test
  void onRequestTheFileIsWhereTheRunStopped() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void passFinished(PassResult pass) {}

          @Override
          public boolean stopRequested() {
            return Files.exists(file);
          }
        };
    TrainingResult stopped = trainer(PAPER).checkpoint(file).listen(impatient).train(images);
    assertEquals(TrainingResult.End.STOPPED, stopped.end());
    assertEquals(1, stopped.history().size());
    assertSame(stopped.checkpoint(), Checkpoint.read(file));
  }

  @Test
  void aLossThatIsNotFiniteLeavesTheLastGoodFile() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    // The rate is wild from the second pass on.
    record Wild(Settings settings) implements Recipe {
      @Override
      public String name() {
        return "sgd";
      }

      @Override
      public Recipe with(Settings other) {
        return new Wild(other);
      }

      @Override
      public UpdateRule rule(int pass, int step, int steps) {
        return new UpdateRule.GradientDescent(pass == 1 ? settings.rate() : 3e38f);
      }
    }
    Recipe wild = new Wild(new SgdRecipe().settings().withBatch(10));
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer(wild).checkpoint(file).train(images));
    assertEquals(2, e.pass());
    assertEquals(1, e.result().history().size());
    assertEquals(e.result().model(), Checkpoint.read(file).model());
    Recipe tame = new SgdRecipe().with(s -> s.withBatch(10));
    TrainingResult good = trainer(tame).steps(10).train(images);
    assertArrayEquals(good.model().parameters(), e.result().model().parameters());
  }

  @Test
  void whatIsNoCheckpointIsRefusedInOneLine() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    TrainingResult result = trainer(PAPER).checkpoint(file).steps(20).train(images);

    Path model = folder.resolve("plain.model");
    Models.save(model, result.model());
    assertBad(model, "a model without the state of its training, wanted a checkpoint");
    assertBad(folder.resolve("none"), "no such file");

    assertBad(
        changed(file, "checkpoint.recipe", "other"), "recipe other, wanted paper, best, fast");
    assertBad(changed(file, "checkpoint.seed", "x"), "checkpoint.seed is x, wanted an integer");
    assertBad(changed(file, "checkpoint.setting.batch", "x"), "batch x, wanted a number");
    assertBad(
        changed(file, "checkpoint.setting.loss", "l2"),
        "loss l2, wanted map, mse, cross-entropy or");
    assertBad(changed(file, "checkpoint.setting.rate", ""), "no setting rate");
    assertBad(changed(file, "checkpoint.setting.distortion", "much"), "distortion 'much', wanted");
    assertBad(changed(file, "checkpoint.device", ""), "checkpoint.device is absent");
    assertBad(
        changed(file, NamedTensor.of("checkpoint.state", new double[] {1, 0.5, 0, 0, 0}, 5)),
        "tensor checkpoint.state: a count is 0.5, wanted an integer from 0");
    assertBad(changed(file, NamedTensor.of("checkpoint.state", new double[4], 4)), "shape is [4]");
    assertBad(
        changed(file, NamedTensor.of("checkpoint.curvature", new float[7], 7)), "shape is [7]");
    assertBad(
        changed(file, NamedTensor.of("checkpoint.history", new double[10], 10)), "shape is [10]");
  }

  @Test
  void aPlaceThatNoRunCanBeAtIsRefused() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    trainer(FAST).checkpoint(file).steps(1).train(images);
    for (int done : new int[] {15, 100, 112}) {
      double[] state = {1, done, 0, 0, 0};
      Checkpoint wrong =
          Checkpoint.read(changed(file, NamedTensor.of("checkpoint.state", state, 5)));
      Trainer trainer = trainer(FAST).resume(wrong);
      assertThrows(IllegalArgumentException.class, () -> trainer.train(images), "at " + done);
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    Trainer trainer = trainer(FAST).checkpoint(folder.resolve("none").resolve("run")).steps(1);
    String message =
        assertThrows(UncheckedIOException.class, () -> trainer.train(images)).getMessage();
    assertTrue(message.contains("the checkpoint cannot be written"), message);
  }

  private static void assertBad(Path file, String part) {
    String message =
        assertThrows(BadInputException.class, () -> Checkpoint.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(part), message);
    assertFalse(message.contains("\n"), message);
  }

  /** The file with another string, or without it where the string is empty. */
  private Path changed(Path file, String name, String value) throws IOException {
    SafetensorsFile old = SafetensorsFile.read(file);
    Map<String, String> strings = new TreeMap<>(old.metadata());
    strings.put(name, value);
    strings.values().removeIf(String::isEmpty);
    Path changed = folder.resolve("changed");
    SafetensorsWriter.write(changed, strings, old.tensors());
    return changed;
  }

  /** The file with another tensor. */
  private Path changed(Path file, NamedTensor tensor) throws IOException {
    SafetensorsFile old = SafetensorsFile.read(file);
    List<NamedTensor> tensors = new ArrayList<>(old.tensors());
    tensors.removeIf(other -> other.name().equals(tensor.name()));
    tensors.add(tensor);
    Path changed = folder.resolve("changed");
    SafetensorsWriter.write(changed, old.metadata(), tensors);
    return changed;
  }

  @Test
  void goesOnBitForBitOnAnyNumberOfThreads() {
    Recipe recipe = FAST.with(settings -> settings.withPasses(1));
    try (Backend one = new CpuBackend(1);
        Backend three = new CpuBackend(3);
        Backend plain = CpuBackend.plain(3)) {
      Checkpoint begun = new Trainer(one, recipe).steps(1).train(images).checkpoint();
      assertTrue(begun.goesOnBitForBit(three.device()));
      assertFalse(begun.goesOnBitForBit(plain.device()));
      Trainer rest = new Trainer(three, recipe).resume(begun);
      assertEquals(new Trainer(one, recipe).train(images).model(), rest.train(images).model());
    }
  }
}
