package io.github.lenetcl.compute.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernels' source in the jar. */
final class KernelSource {

  private static final String FOLDER = "/io/github/lenetcl/kernels/";
  private static final Pattern INCLUDE =
      Pattern.compile("^#include \"([^\"]+)\"$", Pattern.MULTILINE);

  private KernelSource() {}

  /** Returns a file's text with the files that it includes in their places. */
  static String load(String file) {
    return INCLUDE.matcher(text(file)).replaceAll(KernelSource::included);
  }

  private static String included(MatchResult include) {
    return Matcher.quoteReplacement(text(include.group(1)));
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
