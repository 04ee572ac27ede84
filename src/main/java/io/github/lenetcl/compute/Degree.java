package io.github.lenetcl.compute;

/** Which derivatives a pass propagates. */
public enum Degree {
  /** First derivatives. */
  FIRST,
  /** Diagonal second derivatives (Appendix C). */
  SECOND;

  /**
   * {@return what a derivative is multiplied by on its way through a slope: the slope, or for
   * second derivatives its square}
   *
   * @param slope the slope
   */
  public float factor(float slope) {
    return this == SECOND ? slope * slope : slope;
  }
}
