package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.Documents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Runs every line of the documents' shell blocks that begins with {@code lenet}, from the first to
 * the last, in a folder that holds what the repository holds and the embedded digits for MNIST.
 * Trainings end after two updates. What takes minutes, or another machine, is only looked at: its
 * options must be there.
 */
class ShellBlocksTest {

  private static final Set<String> LONG =
      Set.of("fetch", "serve", "bench", "tune", "selftest", "experiment");

  private static final Pattern LINE = Pattern.compile("(?m)^(?:\\./)?lenet ((?:.*\\\\\n)*.*)$");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(#.*)|(\\S+)");

  @TempDir Path folder;

  @Test
  void everyLineDoesSomething() throws Exception {
    List<String> lines = lines();
    assertTrue(lines.size() >= 40, lines.size() + " lines");
    Files.createSymbolicLink(folder.resolve("test-data"), Path.of("test-data").toAbsolutePath());
    Path data = Files.createDirectory(folder.resolve("data"));
    try (Stream<Path> digits = Files.list(Path.of("test-data/embedded"))) {
      for (Path file : digits.filter(file -> file.toString().endsWith("-ubyte.gz")).toList()) {
        Files.createSymbolicLink(data.resolve(file.getFileName()), file.toAbsolutePath());
      }
    }
    Path said = folder.resolve("said.txt");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dlenet.device=cpu",
                "-cp",
                Documents.classPath(),
                ShellBlocksTest.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try (PrintWriter lineByLine = new PrintWriter(run.outputWriter(StandardCharsets.UTF_8))) {
      lines.forEach(lineByLine::println);
    }
    assertTrue(run.waitFor(5, TimeUnit.MINUTES), "does not end");
    String told = Files.readString(said);
    assertEquals(0, run.exitValue(), told);
    assertTrue(told.contains("test-data/samples/digit.png: 7, confidence 1.000"), told);
    assertTrue(told.contains("test-data/samples/number.png: 30417, confidence 0.9"), told);
    assertTrue(told.contains("test-data/samples/page.png row 3: 20817"), told);
    assertEquals(List.of(), strangersToGit());
  }

  /** What the lines made in the top folder and a checkout would show as new. */
  private List<String> strangersToGit() throws IOException {
    List<PathMatcher> ignored =
        Files.readAllLines(Path.of(".gitignore")).stream()
            .map(line -> line.replaceAll("^/|/$", ""))
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
    Set<String> ours = Set.of("test-data", "said.txt");
    try (Stream<Path> made = Files.list(folder)) {
      return made.map(Path::getFileName)
          .filter(name -> !ours.contains(name.toString()))
          .filter(name -> ignored.stream().noneMatch(pattern -> pattern.matches(name)))
          .map(Path::toString)
          .toList();
    }
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Documents.Block block : Documents.blocks("sh")) {
      Matcher line = LINE.matcher(block.text());
      while (line.find()) {
        lines.add(line.group(1).replace("\\\n", " "));
      }
    }
    return lines;
  }

  /** Runs the lines of its input and tells what they said; ends with 1 where one failed. */
  public static void main(String[] arguments) throws IOException {
    int worst = 0;
    for (String line :
        new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
      StringWriter said = new StringWriter();
      int code = run(words(line), new PrintWriter(said, true));
      System.out.printf("$ lenet %s%n%s%s%n", line, said, code == 0 ? "" : "FAILED: " + code);
      worst = Math.max(worst, code);
    }
    System.exit(worst);
  }

  private static int run(List<String> words, PrintWriter said) throws IOException {
    if (LONG.contains(words.get(0)) || words.contains("mnist") || words.contains("--watch")) {
      String[] all = words.toArray(String[]::new);
      CommandLine command = Lenet.commandLine(all);
      command.parseArgs(all);
      return 0;
    }
    List<String> run = new ArrayList<>(words);
    int into = run.indexOf(">");
    List<String> arguments = into < 0 ? run : new ArrayList<>(run.subList(0, into));
    // A log holds whole passes.
    if (arguments.get(0).equals("train") && !arguments.contains("--log")) {
      arguments.addAll(List.of("--steps", "2"));
    }
    String[] all = arguments.toArray(String[]::new);
    if (into < 0) {
      return Lenet.execute(said, said, all);
    }
    try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(run.get(into + 1))))) {
      return Lenet.execute(file, said, all);
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find() && word.group(2) == null) {
      words.add(word.group(1) != null ? word.group(1) : word.group(3));
    }
    return words;
  }
}
