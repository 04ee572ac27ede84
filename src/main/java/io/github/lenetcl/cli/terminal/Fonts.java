package io.github.lenetcl.cli.terminal;

import java.util.stream.Stream;

/** What a machine without fonts, as small containers are, throws where text is drawn. */
final class Fonts {

  static final String REMEDY =
      "this Java finds no fonts to draw text with; install some"
          + " (Debian, Ubuntu: apt-get install fontconfig fonts-dejavu-core)";

  private Fonts() {}

  /** Returns whether a failure comes from Java's search for fonts. */
  static boolean areMissing(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .limit(10)
        .flatMap(each -> Stream.of(each.getStackTrace()))
        .map(StackTraceElement::getClassName)
        .anyMatch(
            name ->
                name.startsWith("sun.font.")
                    || name.startsWith("sun.awt.FontConfiguration")
                    || name.startsWith("sun.awt.FcFontConfiguration"));
  }
}
