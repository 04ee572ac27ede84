package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All experiments on a few hundred digits; what is particular to one is tested beside. */
class ExperimentsTest {

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

  private Lab lab(String name, TestLab.Watch watch) {
    Lab lab = TestLab.of(cpu.backend(), folder.resolve(name), 1, watch);
    return new Lab(
        lab.training().first(60),
        lab.test().first(40),
        lab.backend(),
        lab.folder(),
        1,
        lab.recipe(),
        OptionalInt.of(1),
        watch,
        "lenet experiment of a test");
  }

  private static List<String> lines(Report report) {
    return report.csv().lines().toList();
  }

  @Test
  void eachIsFoundByItsName() {
    for (Experiment experiment : Experiment.all()) {
      assertEquals(experiment.getClass(), Experiment.named(experiment.name()).getClass());
    }
    assertThrows(IllegalArgumentException.class, () -> Experiment.named("figure5"));
  }

  @Test
  void eachWritesItsThreeFilesAndDoesNothingTwice() throws IOException {
    for (Experiment experiment : Experiment.all()) {
      Report first = experiment.run(lab("all", new TestLab.Watch()));
      List<Path> files = first.write(folder.resolve("reports"));
      assertEquals(
          List.of(
              experiment.name() + ".md", experiment.name() + ".png", experiment.name() + ".csv"),
          files.stream().map(file -> file.getFileName().toString()).toList());
      assertTrue(first.page().contains("](" + experiment.name() + ".png)"), first.page());
      assertTrue(first.page().contains("lenet experiment of a test"), first.page());
      assertTrue(lines(first).size() > 1, first.csv());

      TestLab.Watch watch = new TestLab.Watch();
      Report second = experiment.run(lab("all", watch));
      assertEquals(0, watch.runs, experiment.name());
      assertEquals(first.csv(), second.csv());
      assertEquals(first.page(), second.page());
    }
  }

  @Test
  void sizeResumedEqualsUnbroken() throws IOException {
    Experiment size = new SizeExperiment();
    TestLab.Watch stopping = new TestLab.Watch(4, 1);
    assertThrows(StoppedException.class, () -> size.run(lab("broken", stopping)));
    TestLab.Watch going = new TestLab.Watch();
    Report resumed = size.run(lab("broken", going));
    assertEquals(1, going.runs);
    Report unbroken = size.run(lab("unbroken", new TestLab.Watch()));
    assertEquals(unbroken.csv(), resumed.csv());
    assertEquals(unbroken.page(), resumed.page());
  }

  @Test
  void sizeTellsFourSizesTheLastTenTimesTheThird() throws IOException {
    Report report = new SizeExperiment().run(lab("size", new TestLab.Watch()));
    List<String> patterns = lines(report).stream().map(line -> line.split(",")[0]).toList();
    assertEquals(List.of("patterns", "15", "30", "60", "600"), patterns);
    assertTrue(report.page().contains("α"), report.page());
  }

  @Test
  void noiseBeginsFromTheErrorWithoutAny() throws IOException {
    Lab lab = lab("noise", new TestLab.Watch());
    Report report = new NoiseExperiment().run(lab);
    String error = Format.percent(lab.lenet5().get(0).testError());
    for (String none :
        List.of("noise,0", "shift_right,0", "shift_down,0", "scale,100", "slant,0")) {
      assertTrue(lines(report).contains(none + ",1," + error), none + " " + error);
    }
  }

  @Test
  void rejectBeginsWithTheWholeError() throws IOException {
    Lab lab = lab("reject", new TestLab.Watch());
    Report report = new RejectExperiment().run(lab);
    String error = Format.percent(lab.lenet5().get(0).testError());
    assertTrue(lines(report).contains("margin between best and second,1,0.0," + error));
    assertTrue(lines(report).contains("rubbish class,1,0.0," + error));
  }

  @Test
  void methodsTellsParametersAndMultiplyAdds() throws IOException {
    Report report = new MethodsExperiment().run(lab("methods", new TestLab.Watch()));
    assertTrue(report.page().contains("| LeNet-1 | about 2,600 | 2,578 | 92,388 | 1.70 | "));
    assertTrue(report.page().contains("| LeNet-5 | 60,000 | 60,000 | "));
    assertEquals(7, lines(report).size());
  }

  @Test
  void batchingChoosesTheRateOfLeastValidationError() throws IOException {
    Report report = new BatchingExperiment().run(lab("batching", new TestLab.Watch()));
    List<String> table =
        report.page().lines().filter(line -> line.startsWith("| 1 sample ")).toList();
    assertEquals(2, table.size(), report.page());
    String rate = table.get(0).split(" \\| ")[1];
    String[] errors = table.get(1).replace("|", " ").strip().split(" +");
    double least = Double.POSITIVE_INFINITY;
    int best = 0;
    for (int i = 2; i < errors.length; i++) {
      if (!errors[i].equals("diverges") && Double.parseDouble(errors[i]) < least) {
        least = Double.parseDouble(errors[i]);
        best = i - 2;
      }
    }
    assertEquals(List.of(0.0005, 0.001, 0.002, 0.004, 0.008).get(best), Double.parseDouble(rate));
    // 1 and 10 samples for 1 pass, the whole set twice for 5.
    assertEquals(1 + 2 + 2 * 5, lines(report).size(), report.csv());
  }
}
