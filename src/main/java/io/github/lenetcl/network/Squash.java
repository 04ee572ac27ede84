package io.github.lenetcl.network;

import java.util.List;

/**
 * The squashing function f(a) = A·tanh(S·a), A = 1.7159, S = 2/3, applied to every value of the
 * layer before it. Its slope follows from its value, f'(a) = A·S·(1 − (f/A)²), so that a backend
 * may squash in place (Appendix A).
 *
 * @param name the layer's name
 */
public record Squash(String name) implements Layer {

  /** The amplitude A. */
  public static final float AMPLITUDE = 1.7159f;

  /** The slope S inside the tangent. */
  public static final float SLOPE = 2f / 3f;

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of();
  }

  @Override
  public long connections(Shape input) {
    return 0;
  }

  @Override
  public long multiplyAdds(Shape input) {
    return 0;
  }
}
