package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Subsampling;

/** Draws which maps of one layer the maps of the next one read. */
final class Wiring {

  /** Beyond this the wires of a layer would be a blot. */
  private static final int MOST_WIRES = 200;

  private Wiring() {}

  /** Returns whether the wires of a layer cross: those of a partial connection table do. */
  static boolean needsRoom(Layer layer) {
    return layer instanceof Convolution convolution
        && isDrawn(convolution)
        && !convolution.table().isFull();
  }

  private static boolean isDrawn(Convolution convolution) {
    return convolution.table().pairs() <= MOST_WIRES;
  }

  /**
   * Draws the wires of a layer.
   *
   * @param pen where to
   * @param layer the layer
   * @param from the maps that it reads, in their place
   * @param to the maps that it gives, in their place
   */
  static void draw(Pen pen, Layer layer, MapsBlock from, MapsBlock to) {
    if (layer instanceof Convolution convolution && isDrawn(convolution)) {
      int[] inputs = convolution.table().pairInputs();
      int[] outputs = convolution.table().pairOutputs();
      for (int pair = 0; pair < inputs.length; pair++) {
        wire(pen, from, inputs[pair], to, outputs[pair]);
      }
    } else if (layer instanceof Subsampling subsampling) {
      for (int map = 0; map < subsampling.maps(); map++) {
        wire(pen, from, map, to, map);
      }
    }
  }

  private static void wire(Pen pen, MapsBlock from, int input, MapsBlock to, int output) {
    pen.wire(from.rightOf(input), from.middleOf(input), to.leftOf(output), to.middleOf(output));
  }
}
