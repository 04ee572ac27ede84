package io.github.lenetcl.compute;

/** What a backward or curvature pass does with the sums that are there. */
public enum Accumulation {
  /** Forget them. */
  REPLACE,
  /** Add to them. */
  ADD
}
