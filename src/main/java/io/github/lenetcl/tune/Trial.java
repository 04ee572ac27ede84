package io.github.lenetcl.tune;

import io.github.lenetcl.bench.Rates;
import io.github.lenetcl.compute.opencl.tuning.Knob;

/**
 * One value of a size, measured beside the one in use.
 *
 * @param knob the size
 * @param old the value in use
 * @param value the other value
 * @param times how many times as fast as the old one it was, window by window
 * @param verdict what became of it
 */
public record Trial(Knob knob, int old, int value, Rates times, Verdict verdict) {

  /** What becomes of a value. */
  public enum Verdict {
    /** It is taken. */
    TAKEN,
    /** It is not faster by enough, or another one is faster still. */
    LEFT,
    /** The device cannot run it. */
    REFUSED,
    /** What it computes is not what the usual sizes compute. */
    WRONG
  }
}
