package io.github.lenetcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * The pages of the paper's experiments: each was made by the kernels of this tree, or docs/paper.md
 * names it among those of older ones.
 */
class ExperimentPagesTest {

  private static final Pattern COMMIT = Pattern.compile(", commit ([0-9a-f]{7,40})[,-]");

  /** What the figures of a page come from. */
  private static final List<String> KERNELS =
      List.of(
          "kernels",
          "src/main/vector",
          "src/main/java/io/github/lenetcl/compute",
          "src/main/java/io/github/lenetcl/network",
          "src/main/java/io/github/lenetcl/training");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("docs", "experiments"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void aPageOfOtherKernelsIsNamedAsSuch() throws Exception {
    assumeTrue(Files.exists(Path.of(".git")), "no clone");
    String older = olderOnes();
    List<String> unnamed = new ArrayList<>();
    for (Path page : pages()) {
      String link = "(" + Path.of("docs").relativize(page).toString().replace('\\', '/') + ")";
      if (!older.contains(link) && !isOfTheseKernels(page)) {
        unnamed.add(link);
      }
    }
    assertEquals(
        List.of(),
        unnamed,
        "made by other kernels: run them again, or name them in docs/paper.md under \""
            + "Pages of older kernels\"");
  }

  @Test
  void onlyPagesThatAreThereAreNamed() throws IOException {
    Matcher link = Pattern.compile("\\((experiments/[^)]*\\.md)\\)").matcher(olderOnes());
    while (link.find()) {
      assertTrue(Files.exists(Path.of("docs", link.group(1))), link.group(1));
    }
  }

  private static String olderOnes() throws IOException {
    String page = Files.readString(Path.of("docs", "paper.md"));
    int start = page.indexOf("## Pages of older kernels");
    assertTrue(start >= 0, "docs/paper.md has no such section");
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  private static boolean isOfTheseKernels(Path page) throws Exception {
    Optional<String> commit =
        COMMIT.matcher(Files.readString(page)).results().findFirst().map(found -> found.group(1));
    if (commit.isEmpty()) {
      return false;
    }
    List<String> diff = new ArrayList<>(List.of("git", "diff", "--quiet", commit.get(), "--"));
    diff.addAll(KERNELS);
    return new ProcessBuilder(diff).redirectErrorStream(true).start().waitFor() == 0;
  }
}
