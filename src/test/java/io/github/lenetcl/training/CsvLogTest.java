package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {

  private static final String HEADER =
      "pass,loss,training_error_percent,test_error_percent,seconds,samples_per_second,"
          + "smallest_step,largest_step,rate,validation_error_percent";

  @TempDir private Path folder;

  private static TrainingRun from(int pass, int done) {
    DeviceInfo device =
        new DeviceInfo("cpu", "a CPU", "Java", "17", DeviceInfo.Kind.JAVA, Map.of());
    return new TrainingRun(device, Network.lenet5(), new PaperRecipe(), 1, 200, 0, 0, pass, done);
  }

  private static PassResult pass(int number) {
    return new PassResult(
        number, new Tally(200, 50, 3, -1), Optional.empty(), 0.5, Optional.empty());
  }

  @Test
  void aLineForEachPass() throws IOException {
    Path file = folder.resolve("log.csv");
    CsvLog log = new CsvLog(file);
    log.started(from(1, 0));
    assertEquals(List.of(HEADER), Files.readAllLines(file));
    log.passFinished(
        new PassResult(
            1,
            new Tally(200, 50, 3, -1),
            Optional.of(new Tally(100, 20, 1, -1)),
            0.5,
            Optional.of(new StepSizes(7e-5, 0.016)),
            Optional.of(new Tally(50, 10, 2, -1))));
    log.passFinished(pass(2));
    assertEquals(
        List.of(
            HEADER,
            "1,0.250000,1.5000,1.0000,0.500,400.0,7.00e-05,0.0160,0.0005000,4.0000",
            "2,0.250000,1.5000,,0.500,400.0,,,0.0005000,"),
        Files.readAllLines(file));
  }

  @Test
  void aResumedRunGoesOnAndDropsWhatItWillRunAgain() throws IOException {
    Path file = folder.resolve("log.csv");
    CsvLog first = new CsvLog(file);
    first.started(from(1, 0));
    for (int pass = 1; pass <= 3; pass++) {
      first.passFinished(pass(pass));
    }
    CsvLog second = new CsvLog(file);
    second.started(from(3, 20));
    second.passFinished(pass(3));
    List<String> lines = Files.readAllLines(file);
    assertEquals(List.of("p", "1", "2", "3"), lines.stream().map(l -> l.substring(0, 1)).toList());
  }

  @Test
  void aNewRunBeginsAnew() throws IOException {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, "1,2,3\n");
    new CsvLog(file).started(from(1, 0));
    assertEquals(List.of(HEADER), Files.readAllLines(file));
  }

  @Test
  void linesOfAnOlderEditionGetTheNewColumns() throws IOException {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, "1,0.25,1.5,1.0,0.5,400.0,,\n");
    new CsvLog(file).started(from(2, 0));
    assertEquals(List.of(HEADER, "1,0.25,1.5,1.0,0.5,400.0,,,,"), Files.readAllLines(file));
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    CsvLog log = new CsvLog(folder.resolve("none").resolve("log.csv"));
    TrainingRun run = from(1, 0);
    assertThrows(UncheckedIOException.class, () -> log.started(run));
  }
}
