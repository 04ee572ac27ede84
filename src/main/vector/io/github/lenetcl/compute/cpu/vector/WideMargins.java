package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;

/**
 * How maps lie with zeros around them, so that windows may leave them.
 *
 * @param above rows of zeros above a map
 * @param before columns of zeros before it
 * @param rows rows with all zeros
 * @param columns columns with all zeros
 * @param empty whether there are none
 */
record WideMargins(int above, int before, int rows, int columns, boolean empty) {

  private static final int L = Wide.LANES;

  /** The padding of a convolution's inputs. */
  static WideMargins ofInputs(Window window, Shape in, Shape out) {
    int top = window.top(in.height());
    int left = window.left(in.width());
    int height = (out.height() - 1) * window.strideDown() + window.height();
    int width = (out.width() - 1) * window.strideAcross() + window.width();
    int rows = Math.max(height, top + in.height());
    int columns = Math.max(width, left + in.width());
    return of(top, left, rows, columns, in);
  }

  /**
   * The room for what a convolution's outputs give back to its inputs.
   *
   * @param places the places of a row of outputs, with those that only tiles have
   * @param taps the columns of a kernel, likewise
   */
  static WideMargins ofGivenBack(Window window, Shape in, Shape out, int places, int taps) {
    WideMargins read = ofInputs(window, in, out);
    int columns = Math.max(read.columns, (places - 1) * window.strideAcross() + taps);
    return of(read.above, read.before, read.rows, columns, in);
  }

  private static WideMargins of(int above, int before, int rows, int columns, Shape shape) {
    boolean none = rows == shape.height() && columns == shape.width();
    return new WideMargins(above, before, rows, columns, none);
  }

  boolean isEmpty() {
    return empty;
  }

  /** Returns from one map to the next. */
  int map() {
    return rows * columns * L;
  }

  /** Returns where a place of a map stands, counted from its first with all zeros. */
  int at(int row, int column) {
    return (row * columns + column) * L;
  }

  /** Returns the values of so many maps. */
  int length(int maps) {
    return Math.multiplyExact(maps, map());
  }

  /** Copies packed maps and lays zeros around them. */
  void copy(float[] from, Shape shape, float[] to) {
    Arrays.fill(to, 0, length(shape.maps()), 0);
    int row = shape.width() * L;
    for (int m = 0; m < shape.maps(); m++) {
      for (int r = 0; r < shape.height(); r++) {
        int source = (m * shape.height() + r) * row;
        System.arraycopy(from, source, to, m * map() + at(above + r, before), row);
      }
    }
  }

  /** Copies back what lies within the zeros. */
  void copyWithin(float[] from, int begin, Shape shape, float[] to) {
    int row = shape.width() * L;
    for (int m = 0; m < shape.maps(); m++) {
      for (int r = 0; r < shape.height(); r++) {
        int source = begin + m * map() + at(above + r, before);
        System.arraycopy(from, source, to, (m * shape.height() + r) * row, row);
      }
    }
  }
}
