package io.github.lenetcl.compute.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    return INCLUDE.matcher(text(file)).replaceAll(include -> included(file, include));
  }

  private static String included(String file, MatchResult include) {
    Path path = Path.of(file).resolveSibling(include.group(1)).normalize();
    return Matcher.quoteReplacement(text(path.toString().replace('\\', '/')));
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
