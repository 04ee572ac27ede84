package io.github.lenetcl.data.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a mirror gives a file fast enough, over connections that may break and be resumed: one
 * that only drips would never be silent for long, and never end.
 */
final class Pace {

  /** Bytes per second: less than the slowest line that anyone waits at. */
  static final long LEAST = 1000;

  private final Duration window;
  private final long wanted;
  private long since = System.nanoTime();
  private long before;
  private Optional<String> complaint = Optional.empty();

  /**
   * Begins.
   *
   * @param window the time over which the rate is taken
   * @param have the bytes that are there
   */
  Pace(Duration window, long have) {
    this.window = window;
    this.wanted = Math.max(1, LEAST * window.toMillis() / 1000);
    this.before = have;
  }

  /**
   * Returns what is wrong, if too little has come in a window. It stays wrong: who is asked why a
   * connection ended, and then whether to make another, must hear the same.
   *
   * @param have the bytes that are there
   */
  Optional<String> complaint(long have) {
    long now = System.nanoTime();
    if (complaint.isEmpty() && now - since >= window.toNanos()) {
      long came = have - before;
      since = now;
      before = have;
      if (came < wanted) {
        complaint =
            Optional.of(
                "gave %d bytes in %s s, wanted at least %d"
                    .formatted(came, window.toMillis() / 1000.0, wanted));
      }
    }
    return complaint;
  }
}
