package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.PaperRecipe;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages of the paper's experiments: each was made by what this tree computes, or docs/paper.md
 * names it among those of older kernels. What a tree computes is seen by running each experiment in
 * miniature, in plain loops and on the CPU as a page had it.
 */
class ExperimentPagesTest {

  private static final String OLDER = "## Pages of older kernels";

  private static final Pattern COMMAND = Pattern.compile("(?m)^lenet experiment (.*)$");
  private static final Pattern OPTION = Pattern.compile("--(recipe|epochs) (\\S+)");

  /** The line that {@link Miniature} ends a page with. */
  private static final Pattern LINE =
      Pattern.compile(
          "In miniature: `(\\p{XDigit}{8})` on (.+), `(\\p{XDigit}{8})` in plain loops\\.");

  @Test
  void everyPageIsOfTheseKernelsOrNamedAsOlder() throws IOException {
    String older = olderOnes();
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("docs", "experiments"))) {
      for (Path page : files.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        String link = "(" + Path.of("docs").relativize(page).toString().replace('\\', '/') + ")";
        if (!older.contains(link)) {
          complaint(Files.readString(page)).ifPresent(what -> wrong.add(page + ": " + what));
        }
      }
    }
    assertEquals(
        List.of(), wrong, "run them again, or name them in docs/paper.md under \"" + OLDER + "\"");
  }

  @Test
  void onlyPagesThatAreThereAreNamedAsOlder() throws IOException {
    Matcher link = Pattern.compile("\\((experiments/[^)]*\\.md)\\)").matcher(olderOnes());
    while (link.find()) {
      assertTrue(Files.exists(Path.of("docs", link.group(1))), link.group(1));
    }
  }

  @Test
  void aPageOfOtherKernelsIsFoundOut() throws IOException {
    Experiment curve = Experiment.named("curve");
    try (Backend plain = CpuBackend.plain(1)) {
      String right = Miniature.digest(curve, new FastRecipe(), plain);
      String page =
          "lenet experiment curve --recipe fast\n\nIn miniature: `00000000` on a GPU, `%s` in plain"
              + " loops.\n";
      assertEquals(Optional.empty(), complaint(page.formatted(right)));
      assertEquals(
          Optional.of("plain loops 12345678, here " + right),
          complaint(page.formatted("12345678")));
    }
    assertTrue(complaint("lenet experiment curve\n").orElseThrow().contains("no line"));
  }

  /** A rate that changes late in a training is no part of a short one. */
  @Test
  void theRulesOfLaterPassesCount() throws IOException {
    Experiment curve = Experiment.named("curve");
    try (Backend plain = CpuBackend.plain(1)) {
      assertNotEquals(
          Miniature.digest(curve, new PaperRecipe(), plain),
          Miniature.digest(curve, new LateChange(new PaperRecipe()), plain));
    }
  }

  /** A recipe with another rate in pass 13. */
  private record LateChange(PaperRecipe inner) implements Recipe {

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public Settings settings() {
      return inner.settings();
    }

    @Override
    public Recipe with(Settings other) {
      return new LateChange(inner.with(other));
    }

    @Override
    public int curvatureSamples() {
      return inner.curvatureSamples();
    }

    @Override
    public UpdateRule rule(int pass, int step, int steps) {
      UpdateRule rule = inner.rule(pass, step, steps);
      return pass == 13 ? rule.withRate(2 * rule.rate()) : rule;
    }
  }

  /** What is wrong with a page: nothing where its digests are those of this tree. */
  private static Optional<String> complaint(String page) throws IOException {
    Matcher line = LINE.matcher(page);
    Matcher command = COMMAND.matcher(page);
    if (!command.find() || !line.find()) {
      return Optional.of("no line of what it comes to in miniature");
    }
    Experiment experiment = Experiment.named(command.group(1).split(" ")[0]);
    Recipe recipe = recipe(command.group(1));
    try (Backend plain = CpuBackend.plain(1);
        Backend cpu = new CpuBackend(1)) {
      String loops = Miniature.digest(experiment, recipe, plain);
      if (!loops.equals(line.group(3))) {
        return Optional.of("plain loops %s, here %s".formatted(line.group(3), loops));
      }
      if (line.group(2).equals(Miniature.kind(cpu.device()))) {
        String here = Miniature.digest(experiment, recipe, cpu);
        if (!here.equals(line.group(1))) {
          return Optional.of("%s %s, here %s".formatted(line.group(2), line.group(1), here));
        }
      }
    }
    return Optional.empty();
  }

  private static Recipe recipe(String command) {
    Recipe recipe = new PaperRecipe();
    Matcher option = OPTION.matcher(command);
    int passes = 0;
    while (option.find()) {
      if (option.group(1).equals("recipe")) {
        recipe = Recipe.named(option.group(2));
      } else {
        passes = Integer.parseInt(option.group(2));
      }
    }
    int wanted = passes == 0 ? recipe.settings().passes() : passes;
    return recipe.with(settings -> settings.withPasses(wanted));
  }

  /** The section of docs/paper.md that names them; nothing where there is none. */
  private static String olderOnes() throws IOException {
    String page = Files.readString(Path.of("docs", "paper.md"));
    int start = page.indexOf(OLDER);
    int end = page.indexOf("\n## ", start + 1);
    return start < 0 ? "" : page.substring(start, end < 0 ? page.length() : end);
  }
}
