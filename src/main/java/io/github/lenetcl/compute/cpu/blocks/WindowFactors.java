package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.network.Pooling;

/**
 * What the sums of windows are multiplied by and what is added, for each map: a coefficient and a
 * bias that are parameters; or, to make means of them, one over the values that a window shows, or
 * over its area.
 *
 * @param trainable whether they are parameters
 * @param coefficientAt index of the first coefficient in the parameters
 * @param biasAt index of the first bias
 * @param constant the factor of a whole window where they are not
 * @param shown whether a window that is cut by the border has one over what it shows instead
 */
public record WindowFactors(
    boolean trainable, int coefficientAt, int biasAt, float constant, boolean shown) {

  /** Parameters of subsampling. */
  public static WindowFactors parameters(int coefficientAt, int biasAt) {
    return new WindowFactors(true, coefficientAt, biasAt, 0, false);
  }

  /** Means, with the zeros of the padding or without. */
  public static WindowFactors means(Pooling layer) {
    boolean shown = layer.kind() == Pooling.Kind.AVERAGE;
    return new WindowFactors(false, 0, 0, 1f / layer.window().area(), shown);
  }

  /** Returns the factor of a window that shows so many values. */
  public float factor(float[] w, int map, int values) {
    return shown ? 1f / Math.max(1, values) : coefficient(w, map);
  }

  public float coefficient(float[] w, int map) {
    return trainable ? w[coefficientAt + map] : constant;
  }

  public float bias(float[] w, int map) {
    return trainable ? w[biasAt + map] : 0;
  }
}
