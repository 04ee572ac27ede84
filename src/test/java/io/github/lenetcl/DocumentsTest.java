package io.github.lenetcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.Documents.Block;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java and the links of README.md and docs/ as they stand. */
class DocumentsTest {

  private static final Pattern NAME = Pattern.compile("public class (\\w+)");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  /** What a block that is no program is put into. */
  private static final String AROUND =
      """
      import static io.github.lenetcl.network.ActivationFunction.*;
      import static io.github.lenetcl.network.Padding.*;
      import io.github.lenetcl.network.*;
      public class Part%d {
        void run() throws Exception {
      %s
        }
      }
      """;

  @TempDir Path folder;

  /** Those of the page on Spark need Spark, which only its profile has. */
  private static List<Block> java() throws IOException {
    return Documents.blocks("java").stream()
        .filter(block -> !block.page().equals(Path.of("docs", "spark.md")))
        .toList();
  }

  @Test
  void allJavaCompiles() throws Exception {
    List<Block> blocks = java();
    assertTrue(blocks.size() >= 5, blocks.toString());
    for (int i = 0; i < blocks.size(); i++) {
      compile(blocks.get(i), i);
    }
  }

  /** Returns the name of the program. */
  private String compile(Block block, int number) throws IOException {
    Matcher name = NAME.matcher(block.text());
    boolean program = name.find();
    String code = program ? block.text() : AROUND.formatted(number, block.text());
    String called = program ? name.group(1) : "Part" + number;
    Path sources = Files.createDirectories(folder.resolve("sources" + number));
    Path classes = Files.createDirectories(folder.resolve("classes" + number));
    Path source = Files.writeString(sources.resolve(called + ".java"), code);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString());
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertTrue(compiled, block + "\n" + said);
    }
    return called;
  }

  @Test
  void whatTheReadmeShowsReadsTheSample() throws Exception {
    Block block = java().get(0);
    assertEquals(Path.of("README.md"), block.page());
    List<String> lines = run(compile(block, 0), 0);
    assertTrue(lines.get(0).startsWith("pass 1: loss "), lines.toString());
    assertEquals("7", lines.get(lines.size() - 1), lines.toString());
  }

  @Test
  void numbersAreReadAsTheLibrarysPageSays() throws Exception {
    List<Block> blocks = java();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).text().contains("public class Numbers")) {
        List<String> lines = run(compile(blocks.get(i), i), i);
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("30417 0.9"), lines.toString());
        return;
      }
    }
    throw new AssertionError("no page reads numbers");
  }

  private List<String> run(String program, int number) throws Exception {
    Path output = folder.resolve("output");
    Files.createSymbolicLink(folder.resolve("test-data"), Path.of("test-data").toAbsolutePath());
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dlenet.device=cpu",
                "-cp",
                folder.resolve("classes" + number) + File.pathSeparator + Documents.classPath(),
                program)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(run.waitFor(5, TimeUnit.MINUTES), program + " does not end");
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(0, run.exitValue(), printed);
    return printed.lines().toList();
  }

  @Test
  void linksLeadToFiles() throws IOException {
    List<Path> pages =
        Stream.concat(
                Documents.pages().stream(),
                Stream.of("CONTRIBUTING.md", "docs/log/README.md", "findings/README.md")
                    .map(Path::of))
            .toList();
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target = page.toAbsolutePath().resolveSibling(link.group(1));
        assertTrue(Files.exists(target), page + " links to " + link.group(1));
      }
    }
  }

  @Test
  void whatANewLayerTouchesIsNamed() throws IOException {
    String contributing = Files.readString(Path.of("CONTRIBUTING.md"));
    List<String> missing = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        String name = "`" + source.getFileName().toString().replace(".java", "`");
        if (Files.readString(source).contains("implements Layer.Cases<")
            && !contributing.contains(name)) {
          missing.add(source.toString());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theReadmeIsShortAndNamesEveryPage() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertTrue(readme.lines().count() <= 150, readme.lines().count() + " lines");
    List<String> missing =
        Documents.pages().stream()
            .map(page -> page.toString().replace(File.separatorChar, '/'))
            .filter(page -> page.startsWith("docs/") && !readme.contains("(" + page + ")"))
            .collect(Collectors.toList());
    assertEquals(List.of(), missing);
  }
}
