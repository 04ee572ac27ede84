package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.Idx;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.Initialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What files, models and their names say neither steers the terminal nor looks like a line of ours.
 */
@EnabledOnOs({OS.LINUX, OS.MAC}) // elsewhere names have no such characters
class HostileNamesTest {

  /** A line of its own, a line written over, a terminal cleared. */
  private static final String HOSTILE = "x\nFORGED\rFORGED\u001b[2J";

  @TempDir Path root;

  private Path folder;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectory(root.resolve(HOSTILE));
    List<String> classes = IntStream.range(0, 10).mapToObj(i -> i + HOSTILE).toList();
    Network network = Network.lenet5();
    model = folder.resolve(HOSTILE + ".safetensors");
    Models.save(
        model,
        new Model(
            network,
            Initialization.overRoot(1.5f).draw(network, 7),
            classes,
            Scaling.paper(),
            Provenance.unknown().withNote("note", HOSTILE)));
    LabelledImages digits =
        io.github.lenetcl.data.DataSets.embedded().test().orElseThrow().first(20);
    Path data = Files.createDirectory(folder.resolve("data"));
    for (String part : List.of("train", "t10k")) {
      Idx.writeImages(data.resolve(part + "-images-idx3-ubyte"), digits);
      Idx.writeLabels(data.resolve(part + "-labels-idx1-ubyte"), digits);
    }
  }

  private static Run harmless(Object... command) {
    List<Object> words = new ArrayList<>(List.of(command));
    Run run = Run.with(words.toArray());
    for (String text : List.of(run.out(), run.err())) {
      assertFalse(text.contains("\u001b") || text.contains("\r"), words + ": " + text);
      assertFalse(text.lines().anyMatch(line -> line.startsWith("FORGED")), words + ": " + text);
    }
    return run;
  }

  private static void done(Object... command) {
    Run run = harmless(command);
    assertEquals(0, run.code(), run.err());
    assertTrue(!run.out().isEmpty(), "it says something");
  }

  @Test
  void inAnswers() throws IOException {
    Path digit = Samples.digit(folder, 3);
    Path out = folder.resolve(HOSTILE + ".png");
    done("info", model);
    done("classify", digit, "--model", model, "--device", "cpu");
    done("classify", digit, "--model", model, "--device", "cpu", "--json");
    done("show", digit, "--model", model, "--out", out);
    done("distort", "--data", folder.resolve("data"), "--out", out, "--device", "cpu");
    done("export", model, "--onnx", folder.resolve("a\nFORGED.onnx"));
    done(
        "import",
        folder.resolve("a\nFORGED.onnx"),
        "--out",
        folder.resolve("b\nFORGED.safetensors"));
    done(
        "train",
        "--data",
        folder.resolve("data"),
        "--out",
        folder.resolve("c\nFORGED.safetensors"),
        "--log",
        folder.resolve("c\nFORGED.csv"),
        "--epochs",
        1,
        "--device",
        "cpu");
    done("plot", folder.resolve("c\nFORGED.csv"), "--out", folder.resolve("c\nFORGED.svg"));
    harmless("read", digit, "--model", model, "--device", "cpu");
    harmless("compose", "--data", "embedded", "--count", 1, "--out", folder.resolve("lines"));
    harmless("evaluate", model, "--data", folder.resolve("data"), "--device", "cpu");
  }

  @Test
  void inRefusals() throws IOException {
    Path none = folder.resolve("none\nFORGED");
    Path text = Files.writeString(folder.resolve("text\nFORGED"), HOSTILE);
    for (Path file : List.of(none, text)) {
      for (List<Object> command :
          List.<List<Object>>of(
              List.of("classify", file),
              List.of("info", file),
              List.of("info", file + ".json"),
              List.of("read", file),
              List.of("show", file, "--out", root.resolve("s.png")),
              List.of("evaluate", file, "--data", file),
              List.of("evaluate", "best", "--data", file),
              List.of("train", "--data", file, "--out", root.resolve("m")),
              List.of("train", "--data", "embedded", "--out", file.resolve("m")),
              List.of("train", "--data", "embedded", "--network", HOSTILE, "--out", "m"),
              List.of("train", "--data", "embedded", "--recipe", HOSTILE, "--out", "m"),
              List.of("plot", file, "--out", root.resolve("p.png")),
              List.of("import", file, "--out", root.resolve("m")),
              List.of("export", file, "--onnx", root.resolve("m.onnx")),
              List.of("bench", "--network", file, "--device", "cpu"),
              List.of("serve", "--model", file),
              List.of("serve", "--host", HOSTILE, "--port", 0),
              List.of("fetch", "mnist", root.resolve("f"), "--mirror", HOSTILE),
              List.of("experiment", HOSTILE, "--data", "embedded", "--out", root),
              List.of(HOSTILE),
              List.of("classify", "--device", HOSTILE, file))) {
        Run run = harmless(command.toArray());
        assertTrue(run.code() != 0, command.toString());
        assertTrue(run.err().lines().count() <= 4, command + ": " + run.err());
      }
    }
  }
}
