package io.github.lenetcl.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the process writes to. */
public final class Terminal {

  private static final int USUAL_WIDTH = 80;

  private Terminal() {}

  /** Returns whether people look on, at a terminal on which a line can be drawn over. */
  public static boolean isThere() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Returns its columns, as far as anybody tells, less one that would wrap the line. */
  public static int width() {
    return columns(Optional.ofNullable(System.getenv("COLUMNS")))
            .or(() -> isThere() ? asked() : Optional.empty())
            .orElse(USUAL_WIDTH)
        - 1;
  }

  /** Shells rarely hand COLUMNS on; where there is a stty, it knows. */
  private static Optional<Integer> asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return columns(Optional.of(size.strip().replaceFirst("^\\d+ ", "")));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> columns(Optional<String> told) {
    return told.filter(text -> text.matches("[1-9]\\d{0,3}")).map(Integer::valueOf);
  }
}
