package io.github.lenetcl.network;

import java.util.List;

/**
 * Euclidean radial basis functions with fixed centres: y_i = Σ_j (x_j − w_ij)², a penalty, so that
 * the smallest output wins (Section II-B). It acts on the maps at each position.
 *
 * @param name the layer's name
 * @param centers the w_ij, one row for each class
 */
public record RadialBasis(String name, Centers centers) implements Layer {

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
    return List.of();
  }

  @Override
  public long connections(Shape input) {
    return (long) centers.units() * outputShape(input).size();
  }

  @Override
  public long multiplyAdds(Shape input) {
    return (long) centers.units() * outputShape(input).size();
  }
}
