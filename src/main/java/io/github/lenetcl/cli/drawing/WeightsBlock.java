package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.FullConnection;

/** The weights of a full connection: a row for each output unit, a column for each input. */
final class WeightsBlock implements Block {

  private static final int CELL = 3;

  private final FullConnection layer;
  private final float[] weights;
  private final double bound;

  WeightsBlock(FullConnection layer, float[] weights) {
    this.layer = layer;
    this.weights = weights;
    bound = bound(weights);
  }

  /** Returns the value of the full colour, so that the few largest weights do not pale the rest. */
  static double bound(float[] weights) {
    double squares = 1e-12;
    for (float weight : weights) {
      squares += weight * weight;
    }
    return 3 * Math.sqrt(squares / weights.length);
  }

  @Override
  public int width() {
    return layer.inputs() * CELL;
  }

  @Override
  public int height() {
    return MapsBlock.HEADING + layer.outputs() * CELL;
  }

  @Override
  public void draw(Pen pen, int x, int y) {
    pen.text(layer.name(), x, y + 16, Pen.Style.HEADING);
    String note = "%d x %d, full colour at %.2f".formatted(layer.outputs(), layer.inputs(), bound);
    pen.text(note, x, y + 34, Pen.Style.NOTE);
    int top = y + MapsBlock.HEADING;
    ColorScale scale = ColorScale.signed(bound);
    pen.grid(weights, 0, layer.outputs(), layer.inputs(), x, top, CELL, scale);
  }
}
