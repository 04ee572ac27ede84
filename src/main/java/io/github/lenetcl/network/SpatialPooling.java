package io.github.lenetcl.network;

import java.util.Optional;

/**
 * S3Pool, stochastic spatial sampling (Zhai et al. 2017): the largest value of every square window
 * at stride 1; then, while training, of each strip of {@code grid} rows grid/stride rows, drawn, in
 * their order, and of each strip of columns likewise. Otherwise the means of {@code stride} by
 * {@code stride} of these largest values, as the authors test.
 *
 * <p>Row r of a sample has draw r of the generator of {@link Distortion}, column c draw height + c;
 * all maps share them. Of a strip with n rows to come of which m are wanted, the next one is taken
 * where n times the first 24 bits of its draw are less than m·2²⁴ (selection sampling).
 *
 * <p>Near the lower and the right edge windows are cut off there, so that the maximum is as large
 * as the input.
 *
 * @param name the layer's name
 * @param maps number of maps
 * @param side rows and columns of the window of the maximum
 * @param stride by what the sides are divided
 * @param grid rows and columns of a cell of the grid, a multiple of the stride, and a divisor of
 *     the input's sides
 */
public record SpatialPooling(String name, int maps, int side, int stride, int grid)
    implements Layer {

  /** Checks the sizes. */
  public SpatialPooling {
    if (side < 1 || stride < 1 || grid < 1 || grid % stride != 0) {
      throw new IllegalArgumentException(
          "%s: window %d, stride %d, grid %d, wanted at least 1 and a grid that is a multiple of the stride"
              .formatted(name, side, stride, grid));
    }
  }

  @Override
  public Form form() {
    return Form.WINDOWS;
  }

  @Override
  public Optional<Window> field() {
    return Optional.of(Window.of(side).withStride(stride));
  }

  @Override
  public boolean draws() {
    return true;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.spatialPooling(this);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.maps() != maps || input.height() % grid != 0 || input.width() % grid != 0) {
      throw new IllegalArgumentException(
          "%s: input %s, wanted %d maps with sides that %d divides"
              .formatted(name, input, maps, grid));
    }
    return new Shape(maps, input.height() / stride, input.width() / stride);
  }

  @Override
  public long connections(Shape input) {
    return (long) side * side * outputShape(input).size();
  }

  @Override
  public String toString() {
    return LayerWords.named(this);
  }
}
