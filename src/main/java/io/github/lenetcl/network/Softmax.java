package io.github.lenetcl.network;

import java.util.List;

/**
 * Softmax over the maps at each position: p_i = e^x_i / Σ_k e^x_k, with all exponents taken
 * relative to the largest. For the last layer.
 *
 * @param name the layer's name
 */
public record Softmax(String name) implements Layer {

  @Override
  public Form form() {
    return Form.ROWS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.softmax(this);
  }

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

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
