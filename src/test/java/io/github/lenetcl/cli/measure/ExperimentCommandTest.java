package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

  @TempDir Path folder;

  private Run experiment(String name, Object... more) {
    Path out = folder.resolve("figures");
    Object[] args = {
      "experiment",
      name,
      "--data",
      "embedded",
      "--out",
      out,
      "--device",
      "cpu",
      "--limit",
      100,
      "--epochs",
      1
    };
    return Run.with(Stream.concat(List.of(args).stream(), List.of(more).stream()).toArray());
  }

  @Test
  void writesPageFigureAndNumbers() throws IOException {
    Run run = experiment("curve", "--seeds", 2);
    assertEquals(0, run.code(), run.err());
    Path out = folder.resolve("figures");
    assertTrue(run.out().endsWith("curve.md\n" + out + "/curve.png\n" + out + "/curve.csv\n"));
    String page = Files.readString(out.resolve("curve.md"));
    assertTrue(
        page.contains(
            "lenet experiment curve --data embedded --out figures --device cpu --limit 100"
                + " --epochs 1 --seeds 2\n"),
        page);
    assertTrue(page.contains("100 training and 100 test images; seeds 1 to 2;"), page);
    assertEquals(3, Files.readAllLines(out.resolve("curve.csv")).size());
    assertTrue(ImageIO.read(out.resolve("curve.png").toFile()).getWidth() > 1000);
  }

  @Test
  void anUnknownExperimentIsOneLineThatNamesThemAll() {
    Run run = experiment("figure5");
    assertEquals(2, run.code());
    assertTrue(
        run.errors()
            .get(0)
            .startsWith("lenet experiment: experiment figure5, wanted one of [curve"),
        run.err());
  }

  @Test
  void helpNamesTheExperiments() {
    String help = Run.of("experiment", "--help").out().replaceAll("\\s+", " ");
    assertTrue(
        help.contains(
            "One of: curve, size, mistakes, methods, reject, noise, batching, reading, confidence."),
        help);
  }
}
