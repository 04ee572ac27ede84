package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;

/**
 * Where the windows of a layer lie in its input maps: unit (r, c) sees the rows from r·down − top
 * and the columns from c·across − left, as far as they are in the map.
 *
 * @param window the windows' size and stride
 * @param in the shape that comes in
 * @param out the shape of the units
 * @param top rows of padding above
 * @param left columns of padding before
 */
public record Fields(Window window, Shape in, Shape out, int top, int left) {

  public Fields(Window window, Shape in, Shape out) {
    this(window, in, out, window.top(in.height()), window.left(in.width()));
  }

  /** Returns the first input row that a row of units sees. */
  public int firstRow(int r) {
    return Math.max(0, r * window.strideDown() - top);
  }

  /** Returns the row behind the last that a row of units sees. */
  public int endRow(int r) {
    return Math.min(in.height(), r * window.strideDown() - top + window.height());
  }

  /** Returns the first input column that a column of units sees. */
  public int firstColumn(int c) {
    return Math.max(0, c * window.strideAcross() - left);
  }

  /** Returns the column behind the last that a column of units sees. */
  public int endColumn(int c) {
    return Math.min(in.width(), c * window.strideAcross() - left + window.width());
  }

  /** Returns the input row under row p of the windows of a row of units; it may be padding. */
  public int row(int r, int p) {
    return r * window.strideDown() + p - top;
  }

  /** Returns the first column of units whose windows have column q in the map. */
  int begin(int q) {
    int before = Math.max(0, left - q);
    int across = window.strideAcross();
    return Math.min(out.width(), (before + across - 1) / across);
  }

  /** Returns the column of units behind the last whose windows have column q in the map. */
  int end(int q) {
    int last = in.width() - 1 + left - q;
    return last < 0 ? 0 : Math.min(out.width(), last / window.strideAcross() + 1);
  }

  /** Returns whether a row is in the map. */
  public boolean hasRow(int y) {
    return y >= 0 && y < in.height();
  }

  /** Returns where unit (r, c) of a map stands in a sample. */
  int unit(int m, int r, int c) {
    return (m * out.height() + r) * out.width() + c;
  }
}
