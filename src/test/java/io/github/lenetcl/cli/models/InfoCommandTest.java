package io.github.lenetcl.cli.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import io.github.lenetcl.model.NetworkFiles;
import io.github.lenetcl.network.Architectures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoCommandTest {

  @Test
  void countsAsThePaperDoes() {
    Run run = Run.of("info");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("C1 .* 156 +122,304 .*")));
    assertTrue(run.out().lines().anyMatch(line -> line.matches("S2 .* 12 +5,880 .*")));
    assertTrue(
        run.out().lines().anyMatch(line -> line.matches("C3 .*60 of 96 pairs.* 151,600 .*")));
    assertTrue(run.out().lines().anyMatch(line -> line.matches("total +60,000 +340,908 .*")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"best", "paper"})
  void bundledModelsTellHowTheyWereTrained(String name) {
    Run run = Run.of("info", name);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("recipe +" + name)), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("seed +1")), run.out());
  }

  @Test
  void printsWhatKernelsAreWrittenForANetwork() {
    Run run = Run.of("info", "lenet-keras", "--kernels");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("// Written by the host from the network"), run.out());
    assertTrue(run.out().contains("INLINE void network_backward("), run.out());
  }

  @Test
  void tellsHowADeviceRunsTheLayers() {
    Run run = Run.of("info", "xor", "--device", "cpu:plain");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("threads, plain loops:"), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("dense2 +reference")), run.out());
  }

  @Test
  void printsOneThingAtATime() {
    Run run = Run.of("info", "--json", "--kernels");
    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("--kernels excludes --json and --device: found several"), run.err());
  }

  @Test
  void jsonHasALineForEachLayer(@TempDir Path folder) throws Exception {
    Run run = Run.of("info", "lenet-plain", "--json");
    int layers = Architectures.plain(10).layers().size();
    assertEquals(layers + 1, run.out().lines().count(), run.out());
    List<String> digits = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    Path file = Files.writeString(folder.resolve("plain.json"), run.out());
    assertEquals(Architectures.plain(10), NetworkFiles.read(file, digits));
  }
}
