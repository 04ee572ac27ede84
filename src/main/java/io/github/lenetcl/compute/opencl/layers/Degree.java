package io.github.lenetcl.compute.opencl.layers;

/** Which derivatives a pass propagates. */
public enum Degree {
  /** First derivatives. */
  FIRST("backward"),
  /** Diagonal second derivatives (Appendix C). */
  SECOND("curvature");

  private final String pass;

  Degree(String pass) {
    this.pass = pass;
  }

  /** Returns the name of this pass's kernel. */
  String kernel(String layer, String target) {
    return layer + "_" + pass + "_" + target;
  }
}
