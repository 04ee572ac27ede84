package io.github.lenetcl.bench;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param warmUp the least time before anything counts, for each thing that is measured; longer
 *     where it still gets faster
 * @param windows how many windows count, at least 1
 * @param window the least length of a window
 */
public record Timing(Duration warmUp, int windows, Duration window) {

  /** The longest piece of work between two looks at the clock. */
  private static final Duration LONGEST_PIECE = Duration.ofMillis(50);

  /** Two seconds or more to warm up, then five windows of one second. */
  public static final Timing DEFAULT = new Timing(Duration.ofSeconds(2), 5, Duration.ofSeconds(1));

  /** Checks the number of windows and their length. */
  public Timing {
    if (windows < 1) {
      throw new IllegalArgumentException("windows " + windows + ", wanted at least 1");
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window " + window + ", wanted more than 0");
    }
  }

  /** Returns how long a piece of work should at most take: a window overruns by no more. */
  Duration piece() {
    Duration part = window.dividedBy(8);
    return part.compareTo(LONGEST_PIECE) < 0 ? part : LONGEST_PIECE;
  }
}
