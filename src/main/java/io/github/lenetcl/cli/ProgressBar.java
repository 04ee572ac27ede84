package io.github.lenetcl.cli;

import io.github.lenetcl.training.Progress;
import java.time.Duration;
import java.util.Locale;

/** Writes where a run is as one line of a terminal. */
final class ProgressBar {

  private static final int LONGEST = 30;
  private static final int SHORTEST = 6;

  private ProgressBar() {}

  /**
   * Returns the line: pass, bar, part done, speed, loss and error of the pass so far, time left.
   *
   * @param progress where the run is
   * @param width the columns that it may take; the bar gets what the numbers leave
   */
  static String line(Progress progress, int width) {
    double part = (double) progress.done() / progress.total();
    String head = "pass %d/%d ".formatted(progress.pass(), progress.passes());
    String tail =
        String.format(
            Locale.ROOT,
            " %3d %%  %.0f samples/s  loss %.3f  error %.2f %%  %s left",
            (int) (100 * part),
            progress.samplesPerSecond(),
            progress.loss(),
            100 * progress.error(),
            time(progress.left()));
    int room = width - head.length() - tail.length();
    // A line that wraps cannot be drawn over.
    String line =
        room < SHORTEST ? head.strip() + tail : head + bar(part, Math.min(LONGEST, room)) + tail;
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  /** Returns hours, minutes and seconds, the hours only where there are any. */
  static String time(Duration duration) {
    return duration.toHours() > 0
        ? "%d:%02d:%02d"
            .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
        : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static String bar(double part, int width) {
    int full = (int) Math.round(part * (width - 2));
    return "[" + "#".repeat(full) + "-".repeat(width - 2 - full) + "]";
  }
}
