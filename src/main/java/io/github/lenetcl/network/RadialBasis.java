package io.github.lenetcl.network;

import java.util.List;

/**
 * Euclidean radial basis functions: y_i = Σ_j (x_j − w_ij)², a penalty, so that the smallest output
 * wins (Section II-B). It acts on the maps at each position.
 *
 * <p>Parameters where they are trainable: centers [classes, units].
 *
 * @param name the layer's name
 * @param centers the w_ij, one row for each class; where they are trainable, what they start from
 * @param trainable whether they are parameters; the paper's are not
 */
public record RadialBasis(String name, Centers centers, boolean trainable) implements Layer {

  /**
   * Radial basis functions with fixed centres, as the paper has them.
   *
   * @param name the layer's name
   * @param centers the w_ij, one row for each class
   */
  public RadialBasis(String name, Centers centers) {
    this(name, centers, false);
  }

  @Override
  public Form form() {
    return Form.ROWS;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.radialBasis(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.maps() != centers.units()) {
      throw new IllegalArgumentException(
          name + ": input " + input + ", wanted " + centers.units() + " maps");
    }
    return new Shape(centers.classes(), input.height(), input.width());
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    return trainable
        ? List.of(TensorSpec.of("centers", centers.units(), centers.classes(), centers.units()))
        : List.of();
  }

  @Override
  public long connections(Shape input) {
    return (long) centers.units() * outputShape(input).size();
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) centers.units() * outputShape(input).size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
