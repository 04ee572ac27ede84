package io.github.lenetcl.cli.terminal;

import io.github.lenetcl.training.Progress;
import java.time.Duration;
import java.util.Locale;

/** Writes where a run is as one line of a terminal. */
public final class ProgressBar {

  private static final int LONGEST = 30;
  private static final int SHORTEST = 6;

  private ProgressBar() {}

  /**
   * Returns the line that is drawn over and over: pass, step, bar, speed, loss and error of the
   * pass so far, time left.
   *
   * @param progress where the run is
   * @param batch the samples of a step
   * @param width the columns that it may take; the bar gets what the numbers leave
   */
  public static String live(Progress progress, int batch, int width) {
    int step = (progress.done() + batch - 1) / batch;
    int steps = (progress.total() + batch - 1) / batch;
    return line(progress, "step %d/%d ".formatted(step, steps), "", width);
  }

  /**
   * Returns a line to be kept: pass, bar, part done, speed, loss and error of the pass so far, time
   * left.
   *
   * @param progress where the run is
   * @param width the columns that it may take; the bar gets what the numbers leave
   */
  public static String line(Progress progress, int width) {
    String part = " %3d %%".formatted(100L * progress.done() / progress.total());
    return line(progress, "", part, width);
  }

  private static String line(Progress progress, String before, String behind, int width) {
    double part = (double) progress.done() / progress.total();
    String head = "pass %d/%d ".formatted(progress.pass(), progress.passes()) + before;
    String tail =
        String.format(
            Locale.ROOT,
            "%s  %.0f samples/s  loss %.3f  error %.2f %%  %s left",
            behind,
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
