package io.github.lenetcl.data;

import java.io.IOException;
import java.util.Optional;

/**
 * A file or folder that cannot be used as it is. The message is one line for the user: it names the
 * file, the field, the value found and the value wanted.
 */
public class BadInputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * An input that is wrong in a way that one sentence tells.
   *
   * @param message one line that begins with the file's name
   */
  public BadInputException(String message) {
    super(line(message));
  }

  /**
   * An input that is wrong because of another failure.
   *
   * @param message one line that begins with the file's name
   * @param cause what was thrown by whoever read the file
   */
  public BadInputException(String message, Throwable cause) {
    super(line(message), cause);
  }

  /** One line, whatever a file says: control characters are shown, not sent to a terminal. */
  private static String line(String message) {
    if (message == null || message.chars().noneMatch(BadInputException::isControl)) {
      return message;
    }
    StringBuilder line = new StringBuilder();
    for (char c : message.toCharArray()) {
      line.append(isControl(c) ? String.format("\\u%04x", (int) c) : c);
    }
    return line.toString();
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  /**
   * The usual form: {@code FILE: FIELD is FOUND, wanted WANTED}.
   *
   * @param file the file, folder or resource
   * @param field the part of it that is wrong
   * @param found the value found there
   * @param wanted the value, or the range of values, that would be right
   * @return the exception, to be thrown by the caller
   */
  public static BadInputException of(Object file, String field, Object found, Object wanted) {
    return new BadInputException(file + ": " + field + " is " + found + ", wanted " + wanted);
  }

  /**
   * What a reader of others made of a file: whatever it throws, the file is damaged, or of a kind
   * that the reader does not know. Some recurse as deep, and allocate as much, as a file says.
   *
   * @param file the file's name
   * @param kind what it is read as: HDF5
   * @param thrown by the reader
   * @return the exception, to be thrown by the caller
   */
  public static BadInputException unreadable(String file, String kind, Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof OutOfMemoryError) {
      String more = "; java -Xmx4g -jar … gives more";
      return new BadInputException(file + ": damaged, or larger than the memory" + more, thrown);
    }
    String nothing =
        cause instanceof StackOverflowError ? "nested too deep" : "its parts do not fit together";
    String reason =
        Optional.ofNullable(cause.getMessage())
            .flatMap(message -> message.lines().findFirst())
            .orElse(nothing);
    return new BadInputException(
        "%s: damaged, or a kind of %s that is not read (%s)".formatted(file, kind, reason), thrown);
  }
}
