package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;

/**
 * The windows of one map, one for each unit of the output.
 *
 * @param window their size, stride and padding
 * @param input the shape that they pass over
 * @param output the shape of the units
 */
record Windows(Window window, Shape input, Shape output) {

  /** Sees one input in the window of one unit. */
  interface Visitor {

    /**
     * Unit and input.
     *
     * @param unit the unit's place in its map
     * @param place the input's place in its map
     * @param within the input's place in the window
     */
    void see(int unit, int place, int within);
  }

  /**
   * Shows each unit, row by row, with each input in its window, row by row, the padding left out.
   */
  void forEach(Visitor visitor) {
    int top = window.top(input.height());
    int left = window.left(input.width());
    for (int row = 0; row < output.height(); row++) {
      for (int column = 0; column < output.width(); column++) {
        for (int ky = 0; ky < window.height(); ky++) {
          for (int kx = 0; kx < window.width(); kx++) {
            int y = row * window.strideDown() - top + ky;
            int x = column * window.strideAcross() - left + kx;
            if (y >= 0 && y < input.height() && x >= 0 && x < input.width()) {
              visitor.see(
                  row * output.width() + column, y * input.width() + x, ky * window.width() + kx);
            }
          }
        }
      }
    }
  }
}
