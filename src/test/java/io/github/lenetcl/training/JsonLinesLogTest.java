package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {

  @TempDir private Path folder;

  private static TrainingRun from(int pass) {
    DeviceInfo device =
        new DeviceInfo("cpu", "a CPU", "Java", "17", DeviceInfo.Kind.JAVA, Map.of());
    return new TrainingRun(device, Network.lenet5(), new PaperRecipe(), 1, 200, 0, 0, pass, 0);
  }

  private static PassResult pass(int number, double loss) {
    return new PassResult(
        number, new Tally(200, loss, 3, -1), Optional.empty(), 0.5, Optional.empty());
  }

  @Test
  void anObjectForEachPassAndNullForWhatThereIsNot() throws IOException {
    Path file = folder.resolve("log.jsonl");
    JsonLinesLog log = new JsonLinesLog(file);
    log.started(from(1));
    assertEquals("", Files.readString(file));
    log.passFinished(pass(1, 50));
    log.passFinished(pass(2, Double.NaN));
    String rest =
        "\"training_error_percent\":1.5000,\"test_error_percent\":null,\"seconds\":0.500,"
            + "\"samples_per_second\":400.0,\"smallest_step\":null,\"largest_step\":null,"
            + "\"rate\":0.0005000,\"validation_error_percent\":null}";
    assertEquals(
        List.of("{\"pass\":1,\"loss\":0.250000," + rest, "{\"pass\":2,\"loss\":null," + rest),
        Files.readAllLines(file));
  }

  @Test
  void aResumedRunGoesOn() throws IOException {
    Path file = folder.resolve("log.jsonl");
    JsonLinesLog first = new JsonLinesLog(file);
    first.started(from(1));
    first.passFinished(pass(1, 50));
    first.passFinished(pass(2, 50));
    JsonLinesLog second = new JsonLinesLog(file);
    second.started(from(2));
    second.passFinished(pass(2, 40));
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertEquals("{\"pass\":2,\"loss\":0.200000", lines.get(1).substring(0, 25));
  }
}
