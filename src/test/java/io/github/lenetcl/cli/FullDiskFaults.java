package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that writes a file, on a disk without room and on one that is read-only. The disk
 * is a small one in memory, which takes the rights to mount it.
 */
class FullDiskFaults {

  private static final String OLD = "what stood here before";

  @TempDir Path folder;

  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
        "no rights to mount a disk");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(disk.resolve("filling"))) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException full) {
      // That is the aim.
    }
  }

  /** Commands, each with the file that it is to write. */
  private List<List<Object>> commands() throws IOException {
    Path digit = Samples.digit(folder, 3);
    Path line = Path.of("test-data/lines/wide/line01.png");
    Path log = Files.writeString(folder.resolve("run.csv"), "pass,loss\n1,0.5\n2,0.25\n");
    Path model = folder.resolve("model.safetensors");
    Models.save(model, Models.bundled("best"));
    List<Object> train = List.of("train", "--data", "embedded", "--limit", "64", "--epochs", "1");
    return List.of(
        with(train, "--device", "cpu", "--out", disk.resolve("m.safetensors")),
        with(train, "--device", "cpu", "--out", model, "--log", disk.resolve("l.csv")),
        List.of("export", "best", "--onnx", disk.resolve("b.onnx")),
        List.of("show", digit, "--out", disk.resolve("s.png")),
        List.of("read", "--device", "cpu", line, "--json", "--out", disk.resolve("r.json")),
        List.of("read", "--device", "cpu", line, "--explain", disk.resolve("e.svg")),
        List.of("classify", "--device", "cpu", digit, "--json", "--out", disk.resolve("c.json")),
        List.of("plot", log, "--out", disk.resolve("p.png")),
        List.of("plot", log, "--out", disk.resolve("p.svg")),
        List.of("distort", "--data", "embedded", "--out", disk.resolve("d.png")));
  }

  private static List<Object> with(List<Object> command, Object... more) {
    List<Object> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void aFullDiskIsToldWithTheFileAndLeavesWhatWasThere() throws Exception {
    for (List<Object> command : commands()) {
      Path target = (Path) command.get(command.size() - 1);
      Files.writeString(target, OLD);
      fill();
      requireRefusal(command, target);
      assertEquals(OLD, Files.readString(target), command.toString());
      Files.delete(target);
      try (Stream<Path> left = Files.list(disk)) {
        assertEquals(List.of("filling"), left.map(each -> each.getFileName().toString()).toList());
      }
      Files.delete(disk.resolve("filling"));
    }
  }

  @Test
  void aReadOnlyDiskIsToldWithTheFile() throws Exception {
    List<List<Object>> commands = commands();
    assertTrue(run("mount", "-o", "remount,ro", disk.toString()), "remounted");
    for (List<Object> command : commands) {
      requireRefusal(command, (Path) command.get(command.size() - 1));
    }
  }

  private static void requireRefusal(List<Object> command, Path target) {
    Run run = Run.with(command.toArray());
    assertEquals(1, run.code(), command + " " + run.err());
    String last = run.lastError();
    String stem = target.getFileName().toString().replaceFirst("\\..*", "");
    assertTrue(last.contains(target.getParent() + "/" + stem), command + " said " + last);
    assertTrue(!run.err().contains("\tat "), run.err());
  }
}
