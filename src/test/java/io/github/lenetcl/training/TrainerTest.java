package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.training.TrainingResult.End;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainerTest {

  private static Selection cpu;
  private static LabelledImages images;
  private static LabelledImages test;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu");
    images = DataSets.embedded().training().first(300);
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
    assertArrayEquals(expected.parameters(), found.parameters());
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
  void learns() {
    Watch watch = new Watch();
    Recipe recipe = new PaperRecipe().with(settings -> settings.withPasses(3));

    TrainingResult result = trainer(recipe).test(test).listen(watch).train(images);

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
}
