package io.github.lenetcl.network;

import java.util.List;
import java.util.Optional;

/**
 * Trainable subsampling (S2, S4): each unit adds the inputs of its window, multiplies by its map's
 * coefficient and adds its map's bias. It is not an average. In the paper windows do not overlap;
 * rows and columns that fill no window are left out.
 *
 * <p>Parameters: coefficient [maps], bias [maps].
 *
 * @param name the layer's name
 * @param maps number of maps
 * @param window the units' fields
 */
public record Subsampling(String name, int maps, Window window) implements Layer {

  /**
   * Subsampling as the paper has it: square windows that do not overlap.
   *
   * @param name the layer's name
   * @param maps number of maps
   * @param side rows and columns of the window, and the stride
   */
  public Subsampling(String name, int maps, int side) {
    this(name, maps, Window.of(side).withStride(Math.max(1, side)));
  }

  @Override
  public Form form() {
    return Form.WINDOWS;
  }

  @Override
  public Optional<Window> field() {
    return Optional.of(window);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.subsampling(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    return window.outputShape(name, input, maps, maps);
  }

  /**
   * The fan-in is the number of units in the window: one reading of a point on which the paper is
   * silent.
   */
  @Override
  public List<TensorSpec> tensors(Shape input) {
    return List.of(
        TensorSpec.of("coefficient", window.area(), maps),
        TensorSpec.of("bias", window.area(), maps));
  }

  @Override
  public long connections(Shape input) {
    return (window.area() + 1L) * outputShape(input).size();
  }

  /** One multiplication by the coefficient for each unit; its additions are not counted. */
  @Override
  public long multiplyAdds(Shape input) {
    return outputShape(input).size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
