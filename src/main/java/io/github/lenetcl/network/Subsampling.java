package io.github.lenetcl.network;

import java.util.List;

/**
 * Trainable subsampling (S2, S4): each unit adds the inputs of its window, multiplies by its map's
 * coefficient and adds its map's bias. Windows do not overlap; rows and columns that fill no window
 * are left out. It is not an average.
 *
 * <p>Parameters: coefficient [maps], bias [maps].
 *
 * @param name the layer's name
 * @param maps number of maps
 * @param window rows and columns of the window, and the stride
 */
public record Subsampling(String name, int maps, int window) implements Layer {

  /** Checks the window's size. */
  public Subsampling {
    if (window < 1) {
      throw new IllegalArgumentException(name + ": window " + window + ", wanted at least 1");
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.maps() != maps || input.height() < window || input.width() < window) {
      throw new IllegalArgumentException(
          name
              + ": input "
              + input
              + ", wanted "
              + maps
              + " maps of at least "
              + window
              + "x"
              + window);
    }
    return new Shape(maps, input.height() / window, input.width() / window);
  }

  /**
   * The fan-in is the number of units in the window: one reading of a point on which the paper is
   * silent.
   */
  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of(
        TensorSpec.of("coefficient", window * window, maps),
        TensorSpec.of("bias", window * window, maps));
  }

  @Override
  public long connections(Shape input) {
    return (window * window + 1L) * outputShape(input).size();
  }

  /** One multiplication by the coefficient for each unit; its additions are not counted. */
  @Override
  public long multiplyAdds(Shape input) {
    return outputShape(input).size();
  }
}
