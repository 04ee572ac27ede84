package io.github.lenetcl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at any moment, with no chance to clear up, and then go on. */
class KilledRunFaults {

  private static final int KILLS = Integer.getInteger("lenet.kills", 30);

  @TempDir Path folder;

  @Test
  void aRunKilledAgainAndAgainEndsAsAnUnbrokenOne() throws Exception {
    Path whole = folder.resolve("whole.safetensors");
    assertEquals(0, start(whole, false).waitFor());
    byte[] unbroken = Files.readAllBytes(whole);
    SplittableRandom random = new SplittableRandom(1);
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      Path out = folder.resolve("killed" + run + ".safetensors");
      for (int patience = 0; ; patience += 1000) { // a busy machine starts a process in seconds
        Process process = start(out, Files.exists(checkpoint(out)));
        if (process.waitFor(500 + patience + random.nextInt(3000), TimeUnit.MILLISECONDS)) {
          assertEquals(0, process.exitValue(), "run " + run + " after " + kills + " kills");
          break;
        }
        process.destroyForcibly().waitFor();
        kills++;
      }
      assertArrayEquals(unbroken, Files.readAllBytes(out), "run " + run);
      assertEquals(List.of(), left(), "what was left was removed");
    }
    System.out.println(kills + " kills");
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  private static Path checkpoint(Path out) {
    String name = out.getFileName().toString().replace(".safetensors", ".checkpoint.safetensors");
    return out.resolveSibling(name);
  }

  private static Process start(Path out, boolean resumed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("io.github.lenetcl.cli.Lenet", "train", "--data", "embedded"));
    command.addAll(List.of("--limit", "300", "--device", "cpu", "--out", out.toString()));
    command.addAll(List.of("--epochs", "40", "--recipe", "fast"));
    if (resumed) {
      command.addAll(List.of("--resume", checkpoint(out).toString()));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
