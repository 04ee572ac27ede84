package io.github.lenetcl.compute.opencl.layers;

/** Which derivatives a pass propagates. */
public enum Degree {
  /** First derivatives. */
  FIRST,
  /** Diagonal second derivatives (Appendix C). */
  SECOND
}
