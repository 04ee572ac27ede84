package io.github.lenetcl.compute.cpu.blocks;

/**
 * What the sums of windows are multiplied by and what is added, for each map: a coefficient and a
 * bias that are parameters, or to make means of them the same constant everywhere.
 *
 * @param trainable whether they are parameters
 * @param coefficientAt index of the first coefficient in the parameters
 * @param biasAt index of the first bias
 * @param constant the factor where they are not
 */
public record WindowFactors(boolean trainable, int coefficientAt, int biasAt, float constant) {

  /** Parameters of subsampling. */
  public static WindowFactors parameters(int coefficientAt, int biasAt) {
    return new WindowFactors(true, coefficientAt, biasAt, 0);
  }

  /** The means of windows of so many values. */
  public static WindowFactors means(int values) {
    return new WindowFactors(false, 0, 0, 1f / values);
  }

  public float coefficient(float[] w, int map) {
    return trainable ? w[coefficientAt + map] : constant;
  }

  public float bias(float[] w, int map) {
    return trainable ? w[biasAt + map] : 0;
  }
}
