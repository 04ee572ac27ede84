package io.github.lenetcl.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.experiment.Experiment;
import io.github.lenetcl.experiment.Lab;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.spark.Sessions;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A sweep on Spark makes what one machine makes. */
class SweepTest {

  @TempDir Path folder;

  private String sweep(int code, String... args) {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new LenetSweep(Sessions::shared));
    line.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(new StringWriter()));
    assertEquals(code, line.execute(args), err::toString);
    return err.toString();
  }

  /** What one machine makes of one pass over the first so many digits. */
  private static void experiment(String name, Recipe recipe, int seeds, int limit, Path folder)
      throws IOException {
    DataSplit data = DataSets.open("embedded");
    try (Selection device = Backends.open("cpu")) {
      Lab lab =
          new Lab(
              data.training().first(limit),
              data.test().orElseThrow().first(limit),
              device.backend(),
              folder,
              seeds,
              recipe,
              OptionalInt.of(1),
              result -> {},
              "");
      Experiment.named(name).report(lab).write(folder);
    }
  }

  @Test
  void theSameBitForBit() throws Exception {
    Path spread = folder.resolve("spread");
    String[] args = {
      "size",
      "--data",
      "embedded",
      "--out",
      spread.toString(),
      "--seeds",
      "2",
      "--recipe",
      "fast",
      "--epochs",
      "1",
      "--limit",
      "400",
      "--device",
      "cpu"
    };
    String told = sweep(0, args);
    assertEquals(8, told.lines().count(), told);
    assertEquals("", sweep(0, args), "nothing is trained again");

    Path alone = folder.resolve("alone");
    experiment("size", new FastRecipe(), 2, 400, alone);
    assertEquals(
        Files.readString(alone.resolve("size.csv")), Files.readString(spread.resolve("size.csv")));
    assertArrayEquals(
        Files.readAllBytes(alone.resolve("size.png")),
        Files.readAllBytes(spread.resolve("size.png")));
    for (String name : new String[] {"lenet5-fast-first100-seed2", "lenet5-fast-distorted-seed1"}) {
      String file = "runs/" + name + ".safetensors";
      assertArrayEquals(
          Models.load(alone.resolve(file)).parameters(),
          Models.load(spread.resolve(file)).parameters());
    }
  }

  @Test
  void severalRecipesAreReportedEachInAFolder() throws Exception {
    String[] args = {
      "reject",
      "--data",
      "embedded",
      "--out",
      folder.toString(),
      "--recipe",
      "fast,best",
      "--epochs",
      "1",
      "--limit",
      "200",
      "--device",
      "cpu"
    };
    assertEquals(2, sweep(0, args).lines().count());
    for (String recipe : List.of("fast", "best")) {
      Path alone = folder.resolve("alone").resolve(recipe);
      experiment("reject", Recipe.named(recipe), 1, 200, alone);
      Path spread = folder.resolve(recipe);
      assertEquals(
          Files.readString(alone.resolve("reject.csv")),
          Files.readString(spread.resolve("reject.csv")));
      String page = Files.readString(spread.resolve("reject.md"));
      assertTrue(page.contains("--out " + recipe + " --recipe " + recipe + " "), page);
    }
    String told = sweep(2, "size", "--data", "embedded", "--out", "x", "--recipe", "fast,fast");
    assertTrue(told.startsWith("recipe fast twice, wanted once"), told);
  }

  @Test
  void experimentsThatChooseAsTheyGoAreRefused() {
    String told = sweep(2, "batching", "--data", "embedded", "--out", folder.toString());
    assertTrue(told.startsWith("experiment batching, wanted one of [curve, size,"), told);
  }
}
