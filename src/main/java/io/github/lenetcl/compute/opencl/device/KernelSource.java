package io.github.lenetcl.compute.opencl.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernels' source in the jar. */
final class KernelSource {

  private static final String FOLDER = "/io/github/lenetcl/kernels/";
  private static final Pattern INCLUDE =
      Pattern.compile("^#include \"([^\"]+)\"$", Pattern.MULTILINE);

  private KernelSource() {}

  /**
   * Returns a file's text with the files that it includes, named as seen from it, in their places.
   */
  static String load(String file) {
    return load(file, Map.of());
  }

  /**
   * The same with some texts in place of files of those names.
   *
   * @param file the file
   * @param written the texts, by the names of the files that they take the place of
   */
  static String load(String file, Map<String, String> written) {
    String text = written.containsKey(file) ? written.get(file) : text(file);
    return INCLUDE.matcher(text).replaceAll(include -> included(file, include, written));
  }

  private static String included(String file, MatchResult include, Map<String, String> written) {
    Path path = Path.of(file).resolveSibling(include.group(1)).normalize();
    return Matcher.quoteReplacement(load(path.toString().replace('\\', '/'), written));
  }

  private static String text(String file) {
    try (InputStream in = KernelSource.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the kernels of " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
