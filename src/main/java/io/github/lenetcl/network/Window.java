package io.github.lenetcl.network;

/**
 * A window that passes over every input map with a stride: the kernel of a convolution, the field
 * of a pooling unit. The output (r, c) sees the rows from r·strideDown − top and the columns from
 * c·strideAcross − left of the input.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideDown rows from one output to the next
 * @param strideAcross columns from one output to the next
 * @param padding the zeros around the input
 */
public record Window(int height, int width, int strideDown, int strideAcross, Padding padding) {

  /** Checks the sizes. */
  public Window {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "window %dx%d, wanted at least 1x1".formatted(height, width));
    }
    if (strideDown < 1 || strideAcross < 1) {
      throw new IllegalArgumentException(
          "stride %dx%d, wanted at least 1x1".formatted(strideDown, strideAcross));
    }
  }

  /**
   * {@return a square window that moves by one and stays inside the input}
   *
   * @param side its rows and columns
   */
  public static Window of(int side) {
    return of(side, side);
  }

  /**
   * {@return a window that moves by one and stays inside the input}
   *
   * @param height its rows
   * @param width its columns
   */
  public static Window of(int height, int width) {
    return new Window(height, width, 1, 1, Padding.NONE);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride the same down and across
   */
  public Window withStride(int stride) {
    return new Window(height, width, stride, stride, padding);
  }

  /**
   * {@return this with other padding}
   *
   * @param other the zeros around the input
   */
  public Window withPadding(Padding other) {
    return new Window(height, width, strideDown, strideAcross, other);
  }

  /** {@return the number of values that it covers} */
  public int area() {
    return Math.multiplyExact(height, width);
  }

  /** {@return whether it is square, moves by one and stays inside the input} */
  public boolean isPlain() {
    return height == width && strideDown == 1 && strideAcross == 1 && padding.equals(Padding.NONE);
  }

  /** {@return whether it is square, does not overlap its neighbours and stays inside the input} */
  public boolean isTiling() {
    return height == width
        && strideDown == height
        && strideAcross == width
        && padding.equals(Padding.NONE);
  }

  /**
   * {@return the rows of zeros above an input}
   *
   * @param rows the rows of the input
   */
  public int top(int rows) {
    return padding instanceof Padding.Given given
        ? given.top()
        : named(height, strideDown, rows) / 2;
  }

  /**
   * {@return the columns of zeros before an input}
   *
   * @param columns the columns of the input
   */
  public int left(int columns) {
    return padding instanceof Padding.Given given
        ? given.left()
        : named(width, strideAcross, columns) / 2;
  }

  /**
   * {@return the rows of the output, none or less where the window does not fit}
   *
   * @param rows the rows of the input
   */
  public int outputHeight(int rows) {
    int zeros =
        padding instanceof Padding.Given given
            ? Math.addExact(given.top(), given.bottom())
            : named(height, strideDown, rows);
    return positions(Math.addExact(rows, zeros), height, strideDown);
  }

  /**
   * {@return the columns of the output, none or less where the window does not fit}
   *
   * @param columns the columns of the input
   */
  public int outputWidth(int columns) {
    int zeros =
        padding instanceof Padding.Given given
            ? Math.addExact(given.left(), given.right())
            : named(width, strideAcross, columns);
    return positions(Math.addExact(columns, zeros), width, strideAcross);
  }

  /**
   * {@return the shape of what comes out}
   *
   * @param layer the name of the layer that the window belongs to, for messages
   * @param input the shape that comes in
   * @param maps the number of maps that the layer reads
   * @param outputs the number of maps that it gives
   * @throws IllegalArgumentException if the maps are other ones or the window does not fit
   */
  Shape outputShape(String layer, Shape input, int maps, int outputs) {
    int outputHeight = outputHeight(input.height());
    int outputWidth = outputWidth(input.width());
    if (input.maps() != maps || outputHeight < 1 || outputWidth < 1) {
      String least = padding.equals(Padding.NONE) ? "" : " with its padding";
      throw new IllegalArgumentException(
          "%s: input %s, wanted %d maps of at least %dx%d%s"
              .formatted(layer, input, maps, height, width, least));
    }
    return new Shape(outputs, outputHeight, outputWidth);
  }

  private int named(int side, int stride, int values) {
    return switch (((Padding.Named) padding).name()) {
      case "half" -> side / 2 * 2;
      case "full" -> Math.multiplyExact(2, side - 1);
      default -> Math.max(0, ((values - 1) / stride) * stride + side - values);
    };
  }

  private static int positions(int values, int side, int stride) {
    return values < side ? 0 : (values - side) / stride + 1;
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
