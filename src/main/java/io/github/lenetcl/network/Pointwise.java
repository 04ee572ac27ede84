package io.github.lenetcl.network;

import java.util.Locale;

/**
 * A function of every value of the layer before it, whose slope follows from its argument or which
 * has a constant α of its own. Other than an {@link Activation} it is not computed in place: its
 * inputs are kept for the way back.
 *
 * @param name the layer's name
 * @param function the function
 * @param alpha α, where the function has one, else 0
 */
public record Pointwise(String name, Function function, float alpha) implements Layer {

  /** A function f of a single value x. Slopes at a corner are those on its left. */
  public enum Function {
    /** f(x) = x above 0, else α·x. */
    LEAKY_RELU(0.01f),
    /** f(x) = min(max(x, 0), α). */
    CLIPPED_RELU(6),
    /** f(x) = min(max(α·x + 1/2, 0), 1): Keras 3 and PyTorch have α = 1/6, Keras 2 had 1/5. */
    SLOPED_HARD_SIGMOID(1f / 6),
    /** f(x) = x above 0, else α·(e^x − 1) (Clevert et al. 2016). */
    ELU(1),
    /** f(x) = 1.0507009873554805·(x above 0, else 1.6732632423543772·(e^x − 1)). */
    SELU(0),
    /** f(x) = x·Φ(x), Φ(x) = (1 + erf(x/√2))/2 (Hendrycks and Gimpel 2016). */
    GELU(0),
    /** Its approximation f(x) = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
    GELU_TANH(0),
    /** f(x) = x/(1 + e^−x), also called swish. */
    SILU(0),
    /** f(x) = x·min(max(x/6 + 1/2, 0), 1). */
    HARD_SWISH(0),
    /** f(x) = x·tanh(log(1 + e^x)) (Misra 2019). */
    MISH(0);

    private final float usual;

    Function(float usual) {
      this.usual = usual;
    }

    /** {@return the α where nothing is said, 0 where the function has none} */
    public float usualAlpha() {
      return usual;
    }

    /** {@return whether it has a constant α} */
    public boolean hasAlpha() {
      return usual != 0;
    }

    /** {@return its name in files and words: leaky-relu, …} */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** λ of {@link Function#SELU} (Klambauer et al. 2017). */
  public static final double SELU_SCALE = 1.0507009873554805;

  /** α of {@link Function#SELU}. */
  public static final double SELU_ALPHA = 1.6732632423543772;

  /** Checks α. */
  public Pointwise {
    if (function.hasAlpha() ? !Float.isFinite(alpha) : alpha != 0) {
      throw new IllegalArgumentException(
          "%s: alpha %s, wanted %s"
              .formatted(
                  name,
                  alpha,
                  function.hasAlpha()
                      ? "a number"
                      : "none for " + function.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    boolean aboveZero =
        function == Function.CLIPPED_RELU || function == Function.SLOPED_HARD_SIGMOID;
    if (aboveZero && !(alpha > 0)) {
      throw new IllegalArgumentException(
          "%s: alpha %s, wanted a number above 0".formatted(name, alpha));
    }
  }

  /**
   * A function with the α that is usual.
   *
   * @param name the layer's name
   * @param function the function
   */
  public Pointwise(String name, Function function) {
    this(name, function, function.usualAlpha());
  }

  @Override
  public Form form() {
    return Form.POINTS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.pointwise(this);
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
