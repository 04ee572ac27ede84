package io.github.lenetcl.network;

/**
 * A function applied to every value of the layer before it. Its slope follows from its value, so
 * that a backend may compute it in place.
 *
 * @param name the layer's name
 * @param function the function
 */
public record Activation(String name, ActivationFunction function) implements Layer {

  /** The amplitude A of the paper's squashing function. */
  public static final float AMPLITUDE = 1.7159f;

  /** The slope S inside the tangent of the paper's squashing function. */
  public static final float SLOPE = 2f / 3f;

  /**
   * {@return the paper's squashing function, f(a) = A·tanh(S·a)} (Appendix A)
   *
   * @param name the layer's name
   */
  public static Activation squash(String name) {
    return new Activation(name, ActivationFunction.SCALED_TANH);
  }

  /** {@return whether this is the paper's squashing function} */
  public boolean isSquash() {
    return function == ActivationFunction.SCALED_TANH;
  }

  @Override
  public Form form() {
    return Form.POINTS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.activation(this);
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
