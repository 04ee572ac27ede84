package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;

/** One thing to compute and compare. */
interface Case {

  /** Returns the sizes, for the reader of a failure. */
  String name();

  /** Computes it. */
  Results on(Backend backend);

  /** Returns what it is compared with: the same on the reference. */
  default Results expected(Backend device, Backend reference) {
    return on(reference);
  }
}
