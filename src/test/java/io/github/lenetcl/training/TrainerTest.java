package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.TrainingResult.End;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static Selection cpu;
  private static LabelledImages images;
  private static LabelledImages test;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu");
    images = DataSets.embedded().training().first(150);
    test = DataSets.embedded().test().orElseThrow().first(100);
  }

  @AfterAll
  static void close() {
    cpu.close();
  }

  /** Asks for a stop once so many samples of a pass are done, and remembers what it is told. */
  private static final class Watch implements TrainingListener {
    final List<String> calls = new ArrayList<>();
    final List<Progress> progress = new ArrayList<>();
    int stopInPass = Integer.MAX_VALUE;
    int stopAfter;
    private boolean stop;

    @Override
    public void started(TrainingRun run) {
      calls.add("started at " + run.pass() + ":" + run.done());
    }

    @Override
    public void progress(Progress now) {
      progress.add(now);
      stop |= now.pass() == stopInPass && now.done() >= stopAfter;
    }

    @Override
    public void passFinished(PassResult result) {
      calls.add("pass " + result.pass());
    }

    @Override
    public void finished(TrainingResult result) {
      calls.add("finished: " + result.end());
    }

    @Override
    public boolean stopRequested() {
      return stop;
    }
  }

  private static Trainer trainer(Recipe recipe) {
    return new Trainer(cpu.backend(), recipe).seed(7);
  }

  private static void assertSame(TrainingResult expected, TrainingResult found) {
    assertArrayEquals(expected.model().parameters(), found.model().parameters());
    assertEquals(expected.history().size(), found.history().size());
    for (int i = 0; i < expected.history().size(); i++) {
      PassResult one = expected.history().get(i);
      PassResult other = found.history().get(i);
      assertEquals(one.training().errors(), other.training().errors());
      assertEquals(one.loss(), other.loss(), 1e-12 * one.loss());
      assertEquals(one.test(), other.test());
      assertEquals(one.steps(), other.steps());
    }
  }

  @Test
  void learns() throws IOException {
    Watch watch = new Watch();
    Recipe recipe = new PaperRecipe().with(settings -> settings.withPasses(3));

    LabelledImages more = DataSets.embedded().training().first(300);
    TrainingResult result = trainer(recipe).test(test).listen(watch).train(more);

    assertEquals(End.FINISHED, result.end());
    assertEquals(
        List.of("started at 1:0", "pass 1", "pass 2", "pass 3", "finished: FINISHED"), watch.calls);
    List<PassResult> history = result.history();
    assertEquals(3, history.size());
    assertTrue(history.get(2).loss() < history.get(0).loss() / 2, history::toString);
    assertTrue(result.lastPass().orElseThrow().testError().orElseThrow() < 0.5, history::toString);
    StepSizes steps = history.get(0).steps().orElseThrow();
    assertTrue(0 < steps.smallest() && steps.smallest() < steps.largest());
    assertTrue(steps.largest() <= 0.025 * (1 + 1e-6), "at most η/μ");
    Progress last = watch.progress.get(watch.progress.size() - 1);
    assertEquals(300, last.done());
    assertEquals(0, last.left().toMillis());
    assertEquals(history.get(2).loss(), last.loss());
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherDoesNot() {
    Recipe recipe = new FastRecipe().with(settings -> settings.withPasses(2));
    TrainingResult one = trainer(recipe).train(images);
    assertSame(one, trainer(recipe).train(images));
    float[] other = trainer(recipe).seed(8).train(images).model().parameters();
    assertFalse(Arrays.equals(one.model().parameters(), other));
  }

  @Test
  void eachPassDistortsAfresh() {
    // Steps so small that nothing is learnt: a pass differs from the one before by its samples.
    Recipe still = new SgdRecipe().with(s -> s.withPasses(2).withRate(1e-30f).withBatch(50));
    float[] start = still.settings().start().draw(Network.lenet5(), 7);
    List<PassResult> plain = trainer(still).train(images).history();
    assertEquals(plain.get(0).loss(), plain.get(1).loss(), 1e-6);
    Recipe distorted = still.with(s -> s.withDistortion(Distortion.paper()));
    List<PassResult> history = trainer(distorted).train(images).history();
    assertNotEquals(plain.get(0).loss(), history.get(0).loss(), 1e-4);
    assertNotEquals(history.get(0).loss(), history.get(1).loss(), 1e-4);
    List<PassResult> other = trainer(distorted).seed(8).parameters(start).train(images).history();
    assertNotEquals(history.get(0).loss(), other.get(0).loss(), 1e-4);
  }

  @Test
  void goesOnAsIfItHadNeverStopped() {
    Recipe paper = new PaperRecipe().with(settings -> settings.withPasses(3));
    Recipe fast = new FastRecipe().with(settings -> settings.withPasses(3));
    Recipe distorted = paper.with(s -> s.withDistortion(Distortion.paper().withElastic(34, 4)));
    Recipe sgd = new SgdRecipe().with(settings -> settings.withPasses(3).withBatch(7));
    for (Recipe recipe : List.of(paper, fast, distorted, sgd)) {
      TrainingResult unbroken = trainer(recipe).test(test).train(images);
      int stepsOfPass = PassRunner.steps(150, recipe.settings().batch());
      // In the middle of passes, and between two of them.
      long[] stops = {1, stepsOfPass / 2, stepsOfPass, stepsOfPass + 2, 2L * stepsOfPass};
      TrainingResult broken = trainer(recipe).test(test).steps(stops[0]).train(images);
      for (int i = 1; i < stops.length; i++) {
        assertEquals(End.STEP_LIMIT, broken.end());
        broken =
            trainer(recipe).test(test).steps(stops[i]).resume(broken.checkpoint()).train(images);
      }
      broken = trainer(recipe).test(test).resume(broken.checkpoint()).train(images);
      assertEquals(End.FINISHED, broken.end());
      assertSame(unbroken, broken);
    }
  }

  @Test
  void endsOnRequestInTheMiddleOfAPassAndGoesOnFromThere() {
    Recipe recipe = new PaperRecipe().with(settings -> settings.withPasses(2));
    Watch watch = new Watch();
    watch.stopInPass = 1;
    TrainingResult stopped = trainer(recipe).listen(watch).train(images);
    assertEquals(End.STOPPED, stopped.end());
    assertEquals(List.of("started at 1:0", "finished: STOPPED"), watch.calls);
    int done = stopped.checkpoint().state().done();
    assertTrue(0 < done && done < 150, () -> "done " + done);

    Watch again = new Watch();
    TrainingResult resumed =
        trainer(recipe).listen(again).resume(stopped.checkpoint()).train(images);
    assertEquals("started at 1:" + done, again.calls.get(0));
    assertSame(trainer(recipe).train(images), resumed);
  }

  @Test
  void aFinishedRunMayBeExtended() {
    Recipe recipe = new PaperRecipe().with(settings -> settings.withPasses(1));
    Recipe longer = recipe.with(settings -> settings.withPasses(2));
    Checkpoint finished = trainer(recipe).train(images).checkpoint();
    assertSame(trainer(longer).train(images), trainer(longer).resume(finished).train(images));
    assertEquals(End.FINISHED, trainer(recipe).resume(finished).train(images).end());
  }

  @Test
  void theFirstOfAnImagesVersionsIsTheImageAsItStands() {
    Recipe plain = new FastRecipe().with(settings -> settings.withPasses(1));
    Recipe versions =
        plain.with(s -> s.withDistortion(Distortion.NONE.withShear(0.3f)).withVersions(2));
    assertSame(trainer(plain).train(images), trainer(versions).train(images));
    Recipe second = versions.with(settings -> settings.withPasses(2));
    assertFalse(
        Arrays.equals(
            trainer(plain.with(s -> s.withPasses(2))).train(images).model().parameters(),
            trainer(second).train(images).model().parameters()));
  }

  @Test
  void refusesToGoOnWithAnotherRun() {
    Recipe recipe = new FastRecipe().with(settings -> settings.withPasses(1));
    Checkpoint checkpoint = trainer(recipe).steps(1).train(images).checkpoint();
    assertRefused("seed is 7, this run's is 8", trainer(recipe).seed(8), checkpoint, images);
    assertRefused(
        "recipe is fast, this run's is sgd", trainer(new SgdRecipe()), checkpoint, images);
    assertRefused(
        "batch is 32, this run's is 33",
        trainer(recipe.with(settings -> settings.withBatch(33))),
        checkpoint,
        images);
    assertRefused(
        "loss is map, this run's is mse",
        trainer(recipe.with(Settings::withMeanSquaredError)),
        checkpoint,
        images);
    assertRefused(
        "distortion is none, this run's is shear=0.3",
        trainer(recipe.with(s -> s.withDistortion(Distortion.NONE.withShear(0.3f)))),
        checkpoint,
        images);
    assertRefused(
        "run has 1 passes, and recipe fast lays its rate over all of them",
        trainer(recipe.with(settings -> settings.withPasses(2))),
        checkpoint,
        images);
    assertRefused(
        "scaling is paper, this run's is another, unit",
        trainer(recipe).scaling(Scaling.unit()),
        checkpoint,
        images);
    assertRefused("training data is 150 images", trainer(recipe), checkpoint, images.first(149));
    float[][] centers = Centers.digits().values().clone();
    centers[3] = centers[3].clone();
    centers[3][0] *= -1;
    Network other = Network.lenet5(new Centers(centers));
    assertRefused("network is not this run's", trainer(recipe).network(other), checkpoint, images);
  }

  private static void assertRefused(
      String part, Trainer trainer, Checkpoint checkpoint, LabelledImages training) {
    Trainer resumed = trainer.resume(checkpoint);
    String message =
        assertThrows(IllegalArgumentException.class, () -> resumed.train(training)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aLossThatIsNotFiniteStopsAndLeavesTheLastGoodParameters() {
    Recipe wild =
        new SgdRecipe().with(settings -> settings.withRate(3e38f).withBatch(10).withPasses(2));
    float[] start = wild.settings().start().draw(Network.lenet5(), 7);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer(wild).train(images));
    assertEquals(1, e.pass());
    assertEquals(2, e.step());
    assertTrue(e.getMessage().contains("pass 1, step 2, first in layer " + e.layer()));
    assertEquals(End.NOT_FINITE, e.result().end());
    assertArrayEquals(start, e.result().model().parameters());
  }

  @Test
  void parametersThatAreNotFiniteAreFoundAtTheEndOfAPassToo() {
    Recipe wild =
        new SgdRecipe().with(s -> s.withRate(3e38f).withLoss(new Loss.MaximumAPosteriori(1, 1000)));
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer(wild).train(images.first(10)));
    assertEquals(1, e.pass());
    assertEquals(1, e.step());
  }

  @Test
  void namesTheLayerThatIsNotFinite() {
    Network network = Network.lenet5();
    Loss loss = new Loss.MaximumAPosteriori(1, 1);
    GreyImages grey = new GreyImages(28, 28, images.image(0), new int[1]);
    for (String name : List.of("C1", "S4", "F6")) {
      float[] parameters = Initialization.paper().draw(network, 1);
      network.parameters().stream()
          .filter(parameter -> parameter.name().startsWith(name))
          .forEach(parameter -> parameters[parameter.offset()] = Float.NaN);
      try (ResidentImages one = cpu.backend().load(grey, Scaling.paper());
          Plan plan = cpu.backend().plan(PlanSpec.training(network, 1))) {
        plan.write(Vector.PARAMETERS, parameters);
        assertEquals(name, Finite.firstLayerWithout(plan, loss, Source.Samples.all(one)));
      }
    }
  }

  @Test
  void oneStepOfPlainDescentTakesTheGradientAway() {
    Loss loss = new Loss.MaximumAPosteriori(1, 1);
    Network network = Network.lenet5();
    float[] start = Initialization.overRoot(1.5f).draw(network, 1);
    // 1,100 are more than a plan takes at a time.
    for (int count : new int[] {5, 150, 1100}) {
      LabelledImages some = manyImages(count);
      Recipe recipe = new SgdRecipe().with(s -> s.withBatch(count).withRate(1).withShuffled(false));
      TrainingResult result = trainer(recipe).parameters(start).steps(1).train(some);
      Gradients gradients =
          Gradients.of(cpu.backend(), network, start, Scaling.paper(), loss, some, false);
      assertEquals(count, gradients.losses().samples());
      float[] expected = start.clone();
      for (int i = 0; i < start.length; i++) {
        expected[i] -= gradients.gradient()[i];
      }
      assertArrayEquals(expected, result.model().parameters(), count + " images");
    }
  }

  /** Its checkpoint is written all the same, from the thread that is interrupted. */
  @Test
  void endsWhereItsThreadIsInterrupted(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.safetensors");
    Thread.currentThread().interrupt();
    TrainingResult result;
    try {
      result = trainer(new FastRecipe()).checkpoint(file).train(images);
    } finally {
      assertTrue(Thread.interrupted(), "who interrupted may still ask");
    }
    assertEquals(TrainingResult.End.STOPPED, result.end());
    assertEquals(result.checkpoint().state(), Checkpoint.read(file).state());
  }

  private static LabelledImages manyImages(int count) {
    int size = images.height() * images.width();
    byte[] pixels = new byte[count * size];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(images.image(i % images.count()), 0, pixels, i * size, size);
      labels[i] = images.label(i % images.count());
    }
    return new LabelledImages(images.height(), images.width(), pixels, labels, images.classes());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Trainer trainer = trainer(new SgdRecipe());
    assertThrows(IllegalArgumentException.class, () -> trainer.steps(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.train(images.first(0)));
    assertThrows(
        IllegalArgumentException.class, () -> trainer.parameters(new float[3]).train(images));
    Trainer ofDigits = trainer(new SgdRecipe()).network(Network.lenet5());
    String message =
        assertThrows(IllegalArgumentException.class, () -> ofDigits.train(three())).getMessage();
    assertTrue(message.contains("3 classes for a network with outputs 10@1x1"), message);
  }

  @Test
  void otherClassesGetCodesOfTheirOwn() {
    TrainingResult result = trainer(new SgdRecipe().with(s -> s.withPasses(1))).train(three());
    assertEquals(List.of("a", "b", "c"), result.model().classes());
    assertEquals(3, result.model().network().output().size());
  }

  private static LabelledImages three() {
    return new LabelledImages(28, 28, new byte[784], new int[1], List.of("a", "b", "c"));
  }
}
