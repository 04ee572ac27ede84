package io.github.lenetcl.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.training.DescentRecipe;
import io.github.lenetcl.training.Preset;
import io.github.lenetcl.training.Schedule;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledTest {

  private static final Network SMALL =
      Network.input(28, 28, 1)
          .averagePool(2)
          .flatten()
          .dense(24, ActivationFunction.TANH)
          .dense(10)
          .softmax()
          .build();

  private static Selection cpu;
  private static LabelledImages training;
  private static LabelledImages test;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu:plain");
    training = DataSets.embedded().training().first(600);
    test = DataSets.embedded().test().orElseThrow().first(200);
  }

  @AfterAll
  static void close() {
    cpu.close();
  }

  /** A callback that serves again begins anew. */
  @Test
  void callbacksHoldStateForOneFit() {
    EarlyStopping stopping = new EarlyStopping(1);
    try (Compiled first = compiled();
        Compiled second = compiled();
        Compiled alone = compiled()) {
      first.fit(training, Fit.epochs(3).withCallback(stopping));
      second.seed(7).fit(test, Fit.epochs(1).withCallback(stopping));
      alone.seed(7).fit(test, Fit.epochs(1));
      assertArrayEquals(alone.parameters(), second.parameters());
    }
  }

  @Test
  void aSplitThatKeepsNothingIsRefused() {
    try (Compiled model = compiled()) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> model.fit(training, Fit.epochs(1).withValidationSplit(0.001)));
      assertTrue(e.getMessage().contains("keeps none of them"), e.getMessage());
    }
  }

  private static Compiled compiled() {
    return Compiled.of(cpu.backend(), SMALL, new Loss.CrossEntropy(1), new UpdateRule.Adam(0.01f));
  }

  @Test
  void goesOnFromAModel() {
    try (Compiled first = compiled()) {
      first.fit(training, Fit.epochs(2));
      Model model = first.model();
      try (Compiled second =
          Compiled.of(
              cpu.backend(), model, new Loss.CrossEntropy(1), new UpdateRule.Adam(0.002f))) {
        assertArrayEquals(model.parameters(), second.parameters());
        assertEquals(model.scaling(), second.model().scaling());
        double before = second.evaluate(training).loss();
        second.fit(training, Fit.epochs(2));
        assertTrue(second.evaluate(training).loss() < before);
      }
      TrainingResult result =
          new Trainer(cpu.backend(), new DescentRecipe().with(s -> s.withPasses(1)))
              .from(model)
              .train(training);
      assertEquals(model.network(), result.model().network());
      assertEquals(model.scaling(), result.model().scaling());
    }
  }

  @Test
  void theRateFollowsASchedule() {
    UpdateRule rule = new UpdateRule.Adam(0.01f).withL2(1e-4f).clippedTo(5);
    Loss loss = new Loss.CrossEntropy(1);
    try (Compiled falling =
            Compiled.of(cpu.backend(), SMALL, loss, rule)
                .schedule(new Schedule.WarmUp(1, new Schedule.Step(0.02f, 0.5f, 1)));
        Compiled held =
            Compiled.of(cpu.backend(), SMALL, loss, rule).schedule(new Schedule.Constant(0.01f));
        Compiled same = Compiled.of(cpu.backend(), SMALL, loss, rule)) {
      for (Compiled model : List.of(falling, held, same)) {
        model.fit(training, Fit.epochs(2));
      }
      assertArrayEquals(same.parameters(), held.parameters());
      assertFalse(Arrays.equals(same.parameters(), falling.parameters()));
    }
    try (Compiled paper = Compiled.of(cpu.backend(), Preset.named("lenet5", training.classes()))) {
      String message =
          assertThrows(IllegalStateException.class, () -> paper.schedule(new Schedule.Constant(1)))
              .getMessage();
      assertEquals("recipe fast has a schedule of its own", message);
    }
  }

  @Test
  void fitsEvaluatesAndPredicts() {
    try (Compiled model = compiled()) {
      double before = model.evaluate(test).accuracy();
      History history = model.fit(training, Fit.epochs(4).withValidation(test));

      assertEquals(List.of(1, 2, 3, 4), history.epochs().stream().map(Epoch::number).toList());
      assertTrue(history.last().loss() < history.epochs().get(0).loss());
      Score score = model.evaluate(test);
      assertTrue(score.accuracy() > before + 0.3, before + " to " + score);
      assertEquals(200, score.samples());
      assertEquals(history.last().validationLoss().orElseThrow(), score.loss(), 1e-6);
      assertEquals(history.last().validationAccuracy().orElseThrow(), score.accuracy(), 1e-9);

      List<Answer> answers = model.predict(test);
      int right = 0;
      for (int i = 0; i < answers.size(); i++) {
        right += answers.get(i).index() == test.label(i) ? 1 : 0;
        double sum = 0;
        for (float p : answers.get(i).probabilities().orElseThrow()) {
          sum += p;
        }
        assertEquals(1, sum, 1e-5);
      }
      assertEquals(score.accuracy(), right / 200.0, 1e-9);
      assertEquals(new Loss.CrossEntropy(1), model.model().provenance().loss().orElseThrow());
    }
  }

  @Test
  void theSameSeedGivesTheSameAndFitGoesOn() {
    try (Compiled one = compiled().seed(5);
        Compiled two = compiled().seed(5)) {
      one.fit(training, Fit.epochs(1).withBatch(50));
      two.fit(training, Fit.epochs(1).withBatch(50));
      float[] after = one.parameters();
      assertArrayEquals(after, two.parameters());

      Epoch more = one.fit(training, Fit.epochs(1).withBatch(50).inOrder()).last();
      assertTrue(more.loss() < two.evaluate(training).loss() + 0.2, more.toString());
    }
  }

  @Test
  void keepsTheLastImagesForValidation() {
    try (Compiled split = compiled();
        Compiled given = compiled()) {
      History one = split.fit(training, Fit.epochs(2).withValidationSplit(0.25));
      History two =
          given.fit(training.range(0, 450), Fit.epochs(2).withValidation(training.range(450, 600)));
      assertEquals(two.last().validationLoss(), one.last().validationLoss());
      assertArrayEquals(given.parameters(), split.parameters());
    }
  }

  @Test
  void stopsEarlyAndGoesBackToTheBest() {
    List<Double> losses = new ArrayList<>();
    List<float[]> parameters = new ArrayList<>();
    Callback recorder =
        (epoch, model) -> {
          losses.add(epoch.watchedLoss());
          parameters.add(model.parameters());
          return true;
        };
    // A rate that is too high, so that the loss does not fall for long.
    try (Compiled model =
        Compiled.of(cpu.backend(), SMALL, new Loss.CrossEntropy(1), new UpdateRule.Adam(0.2f, 0))) {
      Path best = folder.resolve("best.safetensors");
      History history =
          model.fit(
              training,
              Fit.epochs(30)
                  .withValidation(test)
                  .withCallback(recorder)
                  .withCallback(new BestCheckpoint(best))
                  .withCallback(new EarlyStopping(2)));
      assertTrue(history.epochs().size() < 30, "did not stop");
      int chosen = history.best().number() - 1;
      assertEquals(losses.size() - 3, chosen);
      assertArrayEquals(parameters.get(chosen), model.parameters());
      assertArrayEquals(parameters.get(chosen), Models.load(best).parameters());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesPresets() throws IOException {
    LabelledImages cases = DataSets.open("xor").training();
    try (Compiled xor = Compiled.of(cpu.backend(), Preset.named("xor", cases.classes())).seed(2)) {
      History history = xor.fit(cases, Fit.asCompiled());
      assertEquals(1000, history.epochs().size());
      assertEquals(1, xor.evaluate(cases).accuracy());
      assertEquals("1", xor.predict(new float[] {0, 1}).name());
      assertEquals("0", xor.predict(new float[] {1, 1}).name());
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(IllegalArgumentException.class, () -> Fit.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> Fit.epochs(1).withBatch(0));
    assertThrows(IllegalArgumentException.class, () -> Fit.epochs(1).withValidationSplit(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Fit.epochs(1).withValidationSplit(0.1).withValidation(test));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0));
    try (Compiled model = compiled()) {
      assertThrows(IllegalArgumentException.class, () -> model.parameters(new float[3]));
      assertFalse(model.predict(test.first(1)).isEmpty());
    }
  }
}
