package io.github.lenetcl.network;

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
  public String toString() {
    return LayerWords.named(this);
  }
}
