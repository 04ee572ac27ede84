package io.github.lenetcl.compute;

/**
 * The derivatives of an error by the outputs y of a network, from which backward passes start. The
 * second derivatives of one sample are diag(diagonal) − factor·factorᵀ: exact for the losses of the
 * paper and for the softmax of cross entropy. A layer of radial basis functions uses them whole;
 * any other last layer starts from their diagonal, diagonal − factor².
 *
 * @param first ∂E/∂y, sample by sample
 * @param diagonal the diagonal part of ∂²E/∂y², or empty where no curvature pass follows
 * @param factor the vector of the rank-one part, or empty where no curvature pass follows
 */
public record Seeds(float[] first, float[] diagonal, float[] factor) {

  /**
   * Seeds for a backward pass alone.
   *
   * @param first ∂E/∂y, sample by sample
   * @return seeds without second derivatives
   */
  public static Seeds first(float[] first) {
    return new Seeds(first, new float[0], new float[0]);
  }

  /** {@return whether a curvature pass can start from these} */
  public boolean hasSecond() {
    return diagonal.length > 0;
  }
}
