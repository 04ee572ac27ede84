package io.github.lenetcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook in docs/, run cell by cell by what its kernel runs it by. */
class NotebookTest {

  private static final Path NOTEBOOK = Path.of("docs", "notebook.ipynb");

  @TempDir Path folder;

  @Test
  void everyCellRuns() throws Exception {
    Path said = folder.resolve("said");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dlenet.device=cpu",
                "-cp",
                Documents.classPath(),
                NotebookTest.class.getName(),
                NOTEBOOK.toAbsolutePath().toString())
            .directory(NOTEBOOK.toAbsolutePath().getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(run.waitFor(5, TimeUnit.MINUTES), "does not end");
    String told = Files.readString(said);
    assertEquals(0, run.exitValue(), told);
    assertTrue(told.contains("a 7, penalty "), told);
    assertTrue(told.contains("30417, confidence 0.9"), told);
  }

  @Test
  void itIsKeptWithItsOutputsAndWithoutErrors() throws IOException {
    int pictures = 0;
    for (JsonObject cell : code(NOTEBOOK)) {
      for (JsonElement output : cell.getAsJsonArray("outputs")) {
        JsonObject shown = output.getAsJsonObject();
        assertTrue(!shown.get("output_type").getAsString().equals("error"), shown.toString());
        if (shown.has("data") && shown.getAsJsonObject("data").has("image/png")) {
          pictures++;
        }
      }
    }
    assertEquals(5, pictures);
  }

  private static List<JsonObject> code(Path notebook) throws IOException {
    List<JsonObject> code = new ArrayList<>();
    JsonObject all = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
    for (JsonElement cell : all.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        code.add(cell.getAsJsonObject());
      }
    }
    return code;
  }

  /** Runs the cells of a notebook; ends with 1 at the first that fails. */
  public static void main(String[] arguments) throws IOException {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String entry : Documents.classPath().split(System.getProperty("path.separator"))) {
        shell.addToClasspath(entry);
      }
      // As every notebook of the kernel has them.
      shell.eval("import java.io.*;");
      shell.eval("import java.util.*;");
      for (JsonObject cell : code(Path.of(arguments[0]))) {
        if (!runs(shell, text(cell))) {
          System.exit(1);
        }
      }
    }
    System.exit(0);
  }

  /** Returns a cell's lines, without those that the kernel itself takes. */
  private static String text(JsonObject cell) {
    JsonElement source = cell.get("source");
    String text =
        source.isJsonArray()
            ? source.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining())
            : source.getAsString();
    return text.lines().filter(line -> !line.startsWith("%")).collect(Collectors.joining("\n"));
  }

  private static boolean runs(JShell shell, String text) {
    CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(text);
    while (!next.source().isEmpty()) {
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.status() != Snippet.Status.VALID || event.exception() != null) {
          System.out.println(next.source() + "\n" + event.status() + " " + event.exception());
          shell
              .diagnostics(event.snippet())
              .forEach(fault -> System.out.println(fault.getMessage(null)));
          return false;
        }
      }
      if (next.remaining().isBlank()) {
        return true;
      }
      next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
    }
    return true;
  }
}
