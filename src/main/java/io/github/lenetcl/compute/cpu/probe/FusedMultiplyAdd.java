package io.github.lenetcl.compute.cpu.probe;

/**
 * Whether the processor multiplies and adds in one instruction. Where it does not, Java computes
 * the same in decimal numbers of any length, a thousand times as slowly; no list of processors
 * tells so surely as a look at the clock.
 */
final class FusedMultiplyAdd {

  /** Four take about 100 ns with the instruction and 100,000 ns without. */
  private static final long BOUND_NANOS = 10_000;

  private static final int GROUPS = 3;

  private FusedMultiplyAdd() {}

  /** Looks at the clock. The least time counts: anything may interrupt the others. */
  static boolean isFast() {
    long least = Long.MAX_VALUE;
    float value = 1.25f;
    for (int group = 0; group < GROUPS; group++) {
      long start = System.nanoTime();
      value = Math.fma(value, 0.7f, 0.3f);
      value = Math.fma(value, 0.7f, 0.3f);
      value = Math.fma(value, 0.7f, 0.3f);
      value = Math.fma(value, 0.7f, 0.3f);
      least = Math.min(least, System.nanoTime() - start);
    }
    // Always so; without a use of the value, nothing need be computed.
    return least < BOUND_NANOS && value > 0;
  }
}
