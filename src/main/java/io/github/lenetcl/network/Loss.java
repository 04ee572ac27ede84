package io.github.lenetcl.network;

import java.util.function.Supplier;

/**
 * What is minimised: a function of the outputs y of a network at a single position and the label D,
 * and its mean over patterns. The paper's two are for the penalties of radial basis functions, the
 * others for every other output layer.
 *
 * <p>Every loss is multiplied by its scale s, and so are its derivatives. The paper does not say
 * how E is scaled; with the step η/(μ + h) of stochastic diagonal Levenberg-Marquardt a scale of s
 * acts like μ/s.
 */
public sealed interface Loss {

  /** {@return the factor s on the loss} */
  float scale();

  /** {@return its name in files: map, mse, cross-entropy or squared-error} */
  default String name() {
    if (this instanceof MaximumAPosteriori) {
      return "map";
    }
    if (this instanceof MeanSquaredError) {
      return "mse";
    }
    return this instanceof CrossEntropy ? "cross-entropy" : "squared-error";
  }

  /** {@return whether it is one of the paper's, for penalties} */
  default boolean isForPenalties() {
    return this instanceof MaximumAPosteriori || this instanceof MeanSquaredError;
  }

  /**
   * {@return the loss of a name}
   *
   * @param name what {@link #name()} gives
   * @param scale s, above 0
   * @param j the penalty of the rubbish class, asked for where the loss has one
   * @throws IllegalArgumentException if there is none of that name
   */
  static Loss named(String name, float scale, Supplier<Float> j) {
    return switch (name) {
      case "map" -> new MaximumAPosteriori(j.get(), scale);
      case "mse" -> new MeanSquaredError(scale);
      case "cross-entropy" -> new CrossEntropy(scale);
      case "squared-error" -> new OutputSquaredError(scale);
      default ->
          throw new IllegalArgumentException(
              "loss " + name + ", wanted map, mse, cross-entropy or squared-error");
    };
  }

  /**
   * Equation (8), mean squared error: E = s·y_D, the penalty of the right class.
   *
   * @param scale s, above 0
   */
  record MeanSquaredError(float scale) implements Loss {

    /** Checks the scale. */
    public MeanSquaredError {
      requireScale(scale);
    }

    @Override
    public String toString() {
      return "mean squared error of equation (8)" + scaled(scale);
    }
  }

  /**
   * Equation (9), maximum a posteriori: E = s·(y_D + log(e^−j + Σ_i e^−y_i)), where e^−j stands for
   * a rubbish class.
   *
   * @param j the penalty of the rubbish class, above 0
   * @param scale s, above 0
   */
  record MaximumAPosteriori(float j, float scale) implements Loss {

    /** Checks the constants. */
    public MaximumAPosteriori {
      requireScale(scale);
      if (!(j > 0 && j < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("MAP loss: j = " + j + ", wanted a number above 0");
      }
    }

    @Override
    public String toString() {
      return "maximum a posteriori of equation (9), j " + j + scaled(scale);
    }
  }

  /**
   * Cross entropy: E = −s·log p_D, with p the softmax of the outputs, or the outputs themselves
   * where the last layer is one. Its derivatives start before the softmax, p_i − [i = D], and
   * nothing is lost for outputs of any size. A network with a single output a is asked for class 1:
   * p = 1/(1 + e^−a), and its last layer must not be an activation.
   *
   * <p>With label smoothing ε (Szegedy et al. 2016) the target is t_i = (1 − ε)·[i = D] + ε/n of n
   * classes, E = −s·Σ_i t_i·log p_i, and the derivatives are p_i − t_i.
   *
   * @param scale s, above 0
   * @param smoothing ε, at least 0 and below 1
   */
  record CrossEntropy(float scale, float smoothing) implements Loss {

    /**
     * Without label smoothing.
     *
     * @param scale s, above 0
     */
    public CrossEntropy(float scale) {
      this(scale, 0);
    }

    /** Checks the scale and the smoothing. */
    public CrossEntropy {
      requireScale(scale);
      if (!(smoothing >= 0 && smoothing < 1)) {
        throw new IllegalArgumentException(
            "label smoothing " + smoothing + ", wanted at least 0 and below 1");
      }
    }

    @Override
    public String toString() {
      return "cross entropy"
          + (smoothing == 0 ? "" : ", labels smoothed by " + smoothing)
          + scaled(scale);
    }
  }

  /**
   * Mean squared error over the n outputs, as Keras defines it: E = s/n·Σ_i (y_i − [i = D])². A
   * network with a single output is to give the label itself, 0 or 1.
   *
   * @param scale s, above 0
   */
  record OutputSquaredError(float scale) implements Loss {

    /** Checks the scale. */
    public OutputSquaredError {
      requireScale(scale);
    }

    @Override
    public String toString() {
      return "mean squared error over the outputs" + scaled(scale);
    }
  }

  private static String scaled(float scale) {
    return scale == 1 ? "" : ", times " + scale;
  }

  private static void requireScale(float scale) {
    if (!(scale > 0 && scale < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("loss: scale " + scale + ", wanted a number above 0");
    }
  }
}
