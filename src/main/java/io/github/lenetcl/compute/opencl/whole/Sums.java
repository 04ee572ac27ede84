package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.ConnectionTable;
import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.FullConnection;
import io.github.lenetcl.network.Pooling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;
import io.github.lenetcl.network.Window;
import java.util.Optional;

/**
 * How a stage's weighted sums are computed.
 *
 * @param form its body
 * @param window its window, where it is a convolution
 * @param in its inputs, with the padding
 * @param table which maps read which, where it is a convolution
 * @param top rows of padding above
 * @param left columns of padding before
 * @param padded whether there is any padding
 */
record Sums(
    Form form,
    Window window,
    Shape in,
    Optional<ConnectionTable> table,
    int top,
    int left,
    boolean padded) {

  /** Which body. */
  enum Form {
    CONVOLUTION,
    FULL,
    TABLE,
    NONE
  }

  private static final int NEAR = 32 * 1024;

  static Sums of(Stage stage) {
    Shape in = stage.in();
    if (stage.layer() instanceof Convolution convolution) {
      Window window = convolution.window();
      int top = window.top(in.height());
      int left = window.left(in.width());
      Shape out = stage.out();
      int height = (out.height() - 1) * window.strideDown() + window.height();
      int width = (out.width() - 1) * window.strideAcross() + window.width();
      boolean padded = top > 0 || left > 0 || height > in.height() || width > in.width();
      boolean covers = !padded && window.height() == in.height() && window.width() == in.width();
      Form form =
          !covers ? Form.CONVOLUTION : convolution.table().isFull() ? Form.FULL : Form.TABLE;
      Shape laid =
          padded
              ? new Shape(
                  in.maps(),
                  Math.max(height, in.height() + top),
                  Math.max(width, in.width() + left))
              : in;
      return new Sums(form, window, laid, Optional.of(convolution.table()), top, left, padded);
    } else if (stage.layer() instanceof FullConnection full) {
      Form form = in.area() == 1 ? Form.FULL : Form.CONVOLUTION;
      ConnectionTable table = ConnectionTable.full(full.inputs(), full.outputs());
      return new Sums(form, Window.of(1), in, Optional.of(table), 0, 0, false);
    }
    return new Sums(Form.NONE, Window.of(1), in, Optional.empty(), 0, 0, false);
  }

  int paddedSize() {
    return in.size();
  }

  /** Returns whether derivatives by the inputs are added up row by row, not tile by tile. */
  boolean byRows(Tiles tiles) {
    return in.width() <= tiles.widestRow();
  }

  /** Returns the values of derivatives laid out for tiles. */
  long laidOut(Shape out) {
    return (long) out.maps()
        * (in.height() + window.height() - 1)
        * (in.width() + window.width() - 1);
  }

  /**
   * Returns how many rows of outputs a pass for the gradient takes at a time: some, where maps are
   * too large to stay near and sums are few enough to.
   */
  int gradientRows(Shape out, int lanes) {
    int vector = lanes * Float.BYTES;
    int sums = table.orElseThrow().pairs() * window.area();
    boolean far = (in.area() + 2L * out.area()) * vector > NEAR;
    return far && (long) sums * vector <= NEAR ? Math.min(2, out.height()) : out.height();
  }

  /** Returns the vectors that the stage's passes need for themselves. */
  long scratch(Stage stage, Tiles tiles, int lanes) {
    Shape out = stage.out();
    return switch (form) {
      case FULL, TABLE -> in.size();
      case CONVOLUTION ->
          Math.max(
              stage.first() || byRows(tiles) ? 0 : laidOut(out),
              gradientRows(out, lanes) < out.height()
                  ? table.orElseThrow().pairs() * window.area()
                  : 0);
      case NONE ->
          stage.layer() instanceof Pooling || stage.layer() instanceof Subsampling ? in.area() : 0;
    };
  }
}
