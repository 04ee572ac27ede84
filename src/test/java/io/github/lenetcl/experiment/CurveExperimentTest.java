package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveExperimentTest {

  private static Selection cpu;
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    cpu = Backends.open("cpu");
  }

  @AfterAll
  static void close() {
    cpu.close();
  }

  private Report run(String name, int seeds, TestLab.Watch watch) {
    Lab lab = TestLab.of(cpu.backend(), folder.resolve(name), seeds, watch);
    return new CurveExperiment().run(lab);
  }

  @Test
  void tellsBothErrorsOfEachPassAndSeed() throws IOException {
    Lab lab = TestLab.of(cpu.backend(), folder, 2, new TestLab.Watch());
    Report report = new CurveExperiment().run(lab);
    List<String> lines = report.csv().lines().toList();
    assertEquals(1 + 2 * TestLab.PASSES, lines.size());
    assertTrue(lines.get(0).startsWith("seed,pass,test_error_percent,training_error_percent,"));

    Trained last = lab.lenet5().get(1);
    double test;
    double training;
    try (Classifier classifier = new Classifier(cpu.backend(), last.model())) {
      test = 100 * Evaluation.of(classifier, lab.test()).errorRate();
      training = 100 * Evaluation.of(classifier, lab.training()).errorRate();
    }
    String wanted = String.format("2,%d,%.4f,%.4f,", TestLab.PASSES, test, training);
    assertTrue(lines.get(lines.size() - 1).startsWith(wanted), report.csv() + wanted);
    assertTrue(report.page().contains("| test error after 2 passes (%) | 0.95 after 20 |"));
    assertTrue(report.page().contains("![Training and test error after each pass](curve.png)"));
    assertEquals(LineChart.WIDTH, report.figure().get().getWidth());
  }

  @Test
  void resumedEqualsUnbroken() {
    TestLab.Watch stopping = new TestLab.Watch(2, 2);
    assertThrows(StoppedException.class, () -> run("broken", 2, stopping));
    TestLab.Watch going = new TestLab.Watch();
    Report resumed = run("broken", 2, going);
    assertEquals(1, going.runs, "the first run was finished, the second goes on");
    Report unbroken = run("unbroken", 2, new TestLab.Watch());
    assertEquals(unbroken.page(), resumed.page());
    assertEquals(withoutSeconds(unbroken), withoutSeconds(resumed));
  }

  @Test
  void nothingIsDoneTwice() {
    Report first = run("twice", 1, new TestLab.Watch());
    TestLab.Watch watch = new TestLab.Watch();
    Report second = run("twice", 1, watch);
    assertEquals(0, watch.runs);
    assertEquals(first.csv(), second.csv());
    assertEquals(first.page(), second.page());
  }

  @Test
  void aLineLostBetweenCheckpointAndEvaluationIsMadeGood() throws IOException {
    Report whole = run("lost", 1, new TestLab.Watch());
    Path lines = folder.resolve("lost/runs/lenet5-fast-seed1.training.txt");
    List<String> all = Files.readAllLines(lines);
    Files.write(lines, all.subList(0, all.size() - 1));
    assertEquals(whole.csv(), run("lost", 1, new TestLab.Watch()).csv());
  }

  @Test
  void workOfOtherSettingsIsRefused() {
    run("other", 1, new TestLab.Watch());
    Lab lab = TestLab.of(cpu.backend(), folder.resolve("other"), 1, new TestLab.Watch());
    Lab longer =
        new Lab(
            lab.training(),
            lab.test(),
            lab.backend(),
            lab.folder(),
            1,
            lab.recipe(),
            OptionalInt.of(TestLab.PASSES + 1),
            lab.listener(),
            "");
    String message =
        assertThrows(IllegalArgumentException.class, () -> new CurveExperiment().run(longer))
            .getMessage();
    assertTrue(message.contains("made for 2 passes, wanted 3"), message);
  }

  /** Without the last column, which no two runs have alike. */
  private static List<String> withoutSeconds(Report report) {
    return report.csv().lines().map(line -> line.replaceFirst(",[^,]*$", "")).toList();
  }
}
