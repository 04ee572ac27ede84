package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every file that a command writes: through a link, over one with its own rights, into a pipe. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class WrittenFilesFaults {

  @TempDir Path folder;

  /** Commands that lack the file that they are to write, each with the end of its name. */
  private List<List<Object>> commands() throws IOException {
    Path digit = Samples.digit(folder, 3);
    Path line = Path.of("test-data/lines/wide/line01.png");
    Path log = Files.writeString(folder.resolve("run.csv"), "pass,loss\n1,0.5\n2,0.25\n");
    Path model = folder.resolve("model.safetensors");
    Models.save(model, Models.bundled("best"));
    Path onnx = folder.resolve("model.onnx");
    assertEquals(0, Run.with("export", "best", "--onnx", onnx).code());
    List<Object> train = new ArrayList<>(List.of("train", "--data", "embedded", "--limit", "64"));
    train.addAll(List.of("--epochs", "1", "--device", "cpu"));
    List<Object> logged = new ArrayList<>(train);
    logged.addAll(List.of("--out", folder.resolve("trained"), "--log"));
    train.add("--out");
    return List.of(
        with(".safetensors", train),
        with(".csv", logged),
        with(".jsonl", logged),
        with(".onnx", List.of("export", "best", "--onnx")),
        with(".safetensors", List.of("import", onnx, "--out")),
        with(".png", List.of("show", digit, "--out")),
        with(".json", List.of("read", "--device", "cpu", line, "--json", "--out")),
        with(".svg", List.of("read", "--device", "cpu", line, "--explain")),
        with(".csv", List.of("classify", "--device", "cpu", digit, "--csv", "--out")),
        with(".png", List.of("plot", log, "--out")),
        with(".svg", List.of("plot", log, "--out")),
        with(".png", List.of("distort", "--data", "embedded", "--device", "cpu", "--out")),
        with(".png", List.of("evaluate", "--data", "embedded", "--device", "cpu", "--mistakes")),
        with(
            ".safetensors",
            List.of("gradients", "--init", "best", "--data", "embedded", "--limit", "4", "--out")));
  }

  private static List<Object> with(String end, List<Object> command) {
    List<Object> all = new ArrayList<>(List.of(end));
    all.addAll(command);
    return all;
  }

  private static Run run(List<Object> command, Path target) {
    List<Object> words = new ArrayList<>(command.subList(1, command.size()));
    words.add(target);
    return Run.with(words.toArray());
  }

  @Test
  void linksAndRightsStay() throws IOException {
    int number = 0;
    for (List<Object> command : commands()) {
      String name = number++ + "" + command.get(0);
      Path file = Files.writeString(folder.resolve("real" + name), "old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Path link = Files.createSymbolicLink(folder.resolve("link" + name), file);
      Run run = run(command, link);
      assertEquals(0, run.code(), command + ": " + run.err());
      assertTrue(Files.isSymbolicLink(link), command.toString());
      assertTrue(Files.size(file) > 10, command.toString());
      String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      assertEquals("rw-------", rights, command.toString());
    }
  }

  @Test
  void pipesAreWrittenTo() throws Exception {
    int number = 0;
    for (List<Object> command : commands()) {
      Path pipe = folder.resolve("pipe" + number++ + command.get(0));
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
      CompletableFuture<byte[]> read =
          CompletableFuture.supplyAsync(() -> all(pipe), task -> new Thread(task).start());
      Run run = run(command, pipe);
      assertEquals(0, run.code(), command + ": " + run.err());
      assertTrue(read.get(20, TimeUnit.SECONDS).length > 10, command.toString());
      assertTrue(!Files.isRegularFile(pipe), command.toString());
    }
  }

  private static byte[] all(Path pipe) {
    try {
      return Files.readAllBytes(pipe);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
