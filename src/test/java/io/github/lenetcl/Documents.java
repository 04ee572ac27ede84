package io.github.lenetcl;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** README.md and the pages in docs/, as readers have them. */
public final class Documents {

  private Documents() {}

  /**
   * A block of code.
   *
   * @param page the page
   * @param text what stands in it
   */
  public record Block(Path page, String text) {

    @Override
    public String toString() {
      return page + ": " + text.lines().findFirst().orElse("");
    }
  }

  /** Returns all pages, README.md first. */
  public static List<Path> pages() {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md")),
              docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the blocks of a language, page by page. */
  public static List<Block> blocks(String language) throws IOException {
    Pattern fence =
        Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      Matcher found = fence.matcher(Files.readString(page));
      while (found.find()) {
        blocks.add(new Block(page, found.group(1)));
      }
    }
    return blocks;
  }

  /** Returns the class path for a process in another folder. */
  public static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
