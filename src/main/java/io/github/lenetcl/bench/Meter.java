package io.github.lenetcl.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Times one piece of work, in sizes that are long beside a look at the clock. */
final class Meter {

  private static final double NANOS = 1e9;

  private final Piece piece;
  private int size = 1;

  Meter(Piece piece) {
    this.piece = piece;
  }

  /**
   * Measures several in turns, A B A B …, so that their ratios hold where the machine's speed
   * drifts.
   */
  static List<Rates> inTurns(List<Meter> meters, Timing timing) {
    for (Meter meter : meters) {
      meter.warmUp(timing.warmUp(), timing.piece());
    }
    double[][] rates = new double[meters.size()][timing.windows()];
    for (int window = 0; window < timing.windows(); window++) {
      for (int i = 0; i < rates.length; i++) {
        rates[i][window] = meters.get(i).window(timing.window());
      }
    }
    List<Rates> result = new ArrayList<>();
    for (double[] windows : rates) {
      result.add(Rates.of(windows));
    }
    return result;
  }

  /** Runs for at least a while, until it gets no faster and a piece is about as long as wanted. */
  void warmUp(Duration time, Duration wanted) {
    WarmUp.untilNoFaster(() -> grow(time.dividedBy(2), wanted));
  }

  private double grow(Duration time, Duration wanted) {
    double done = 0;
    long start = System.nanoTime();
    long end = start;
    boolean fits = false;
    while (!fits || end - start < time.toNanos()) {
      long before = end;
      done += piece.run(size);
      end = System.nanoTime();
      boolean tooShort = 2 * (end - before) < wanted.toNanos();
      fits = !tooShort || size > piece.largest() / 2;
      if (!fits) {
        size *= 2;
      }
    }
    return done / (end - start);
  }

  /** Returns what was done per second, over at least some time. */
  double window(Duration least) {
    double done = 0;
    long start = System.nanoTime();
    long elapsed = 0;
    while (elapsed < least.toNanos()) {
      done += piece.run(size);
      elapsed = System.nanoTime() - start;
    }
    return done / elapsed * NANOS;
  }
}
