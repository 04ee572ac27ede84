package io.github.lenetcl.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths by what a user writes, which the system or its locale may not know. */
public final class FileNames {

  /** What helps where a locale, such as POSIX, knows no characters beyond ASCII. */
  public static final String REMEDY =
      "no name of a file in this locale; set one that knows such characters, as LC_ALL=C.UTF-8 does";

  private FileNames() {}

  /**
   * {@return the path of a name}
   *
   * @param name as the user wrote it
   * @throws BadInputException if it cannot be the name of a file here
   */
  public static Path path(String name) throws BadInputException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new BadInputException(name + ": " + reason(e), e);
    }
  }

  /**
   * {@return what is wrong with a name, and what helps}
   *
   * @param failure what the system said
   */
  public static String reason(InvalidPathException failure) {
    // Of Linux and macOS: a character that the locale does not know.
    boolean locale = failure.getInput().chars().anyMatch(c -> c > 127);
    return locale ? REMEDY : "no name of a file of this system (" + failure.getReason() + ")";
  }
}
