package io.github.lenetcl.network;

/**
 * All values as maps of a single one, in the order map, row, column, for the full connections that
 * follow. It fits one size of input only.
 *
 * @param name the layer's name
 * @param input the shape of its input
 */
public record Flatten(String name, Shape input) implements Layer {

  @Override
  public Form form() {
    return Form.POINTS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.flatten(this);
  }

  @Override
  public Shape outputShape(Shape other) {
    if (!other.equals(input)) {
      throw new IllegalArgumentException(name + ": input " + other + ", wanted " + input);
    }
    return new Shape(input.size(), 1, 1);
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
