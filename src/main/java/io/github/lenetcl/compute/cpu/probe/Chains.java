package io.github.lenetcl.compute.cpu.probe;

/** Chains of multiply-adds that do not wait for each other. Safe to use from several threads. */
public interface Chains {

  /** What each value is multiplied by: with {@link #ADDEND} they stay near 1. */
  float FACTOR = 0.999f;

  /** What is then added. */
  float ADDEND = 0.001f;

  /**
   * Computes.
   *
   * @param rounds how much
   * @return something that depends on all of it, so that none of it can be left out
   */
  float run(int rounds);

  /** Returns the floating-point operations of a round. */
  long flop();
}
