package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.Convolution;

/**
 * The kernels of a convolution: a row for each input map, a column for each output map, empty where
 * the two are not connected.
 */
final class KernelsBlock implements Block {

  private static final int LARGEST_CELL = 10;
  private static final int SMALLEST_NUMBERED = 4;
  private static final int NUMBERS = 16;

  private final Convolution layer;
  private final float[] weights;
  private final ColorScale scale;
  private final String note;
  private final int cell;
  private final int pitch;

  /**
   * Fits the kernels into a width.
   *
   * @param layer the layer
   * @param weights its weights, pair by pair
   * @param room the width
   */
  KernelsBlock(Convolution layer, float[] weights, int room) {
    this.layer = layer;
    this.weights = weights;
    double bound = WeightsBlock.bound(weights);
    scale = ColorScale.signed(bound);
    note =
        "%d kernels of %d x %d, full colour at %.2f%s"
            .formatted(
                layer.table().pairs(),
                layer.kernel(),
                layer.kernel(),
                bound,
                layer.table().inputs() > 1 ? "; input maps down, output maps across" : "");
    int fitting = ((room - NUMBERS) / layer.table().outputs() - 2) / layer.kernel();
    cell = Math.max(1, Math.min(LARGEST_CELL, fitting));
    pitch = layer.kernel() * cell + Math.max(2, cell);
  }

  @Override
  public int width() {
    return NUMBERS + layer.table().outputs() * pitch;
  }

  @Override
  public int height() {
    return MapsBlock.HEADING + NUMBERS + layer.table().inputs() * pitch;
  }

  @Override
  public void draw(Pen pen, int x, int y) {
    pen.text(layer.name(), x, y + 16, Pen.Style.HEADING);
    pen.text(note, x, y + 34, Pen.Style.NOTE);
    int[] inputs = layer.table().pairInputs();
    int[] outputs = layer.table().pairOutputs();
    int size = layer.kernel();
    if (cell >= SMALLEST_NUMBERED) {
      drawNumbers(pen, x, y + MapsBlock.HEADING);
    }
    for (int pair = 0; pair < inputs.length; pair++) {
      int left = x + NUMBERS + outputs[pair] * pitch;
      int top = y + MapsBlock.HEADING + NUMBERS + inputs[pair] * pitch;
      pen.grid(weights, pair * size * size, size, size, left, top, cell, scale);
    }
  }

  private void drawNumbers(Pen pen, int x, int y) {
    int middle = layer.kernel() * cell / 2;
    for (int output = 0; output < layer.table().outputs(); output++) {
      int left = x + NUMBERS + output * pitch;
      pen.centered(Integer.toString(output), left + middle, y + NUMBERS - 5, Pen.Style.TINY);
    }
    for (int input = 0; input < layer.table().inputs(); input++) {
      int top = y + NUMBERS + input * pitch;
      pen.centered(Integer.toString(input), x + 5, top + middle + 4, Pen.Style.TINY);
    }
  }
}
