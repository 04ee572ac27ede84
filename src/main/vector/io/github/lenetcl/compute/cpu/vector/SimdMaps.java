package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Shape;

/**
 * How a sample's feature maps lie in an array: value (map, row, column) is at {@code start +
 * map·mapStride + row·rowStride + column}. Gaps between rows and maps are never part of a result.
 *
 * @param shape maps, rows and columns
 * @param start index of the first value
 * @param rowStride from a row to the next
 * @param mapStride from a map to the next
 */
record SimdMaps(Shape shape, int start, int rowStride, int mapStride) {

  /** Maps without gaps. */
  static SimdMaps packed(Shape shape) {
    return withRows(shape, shape.width());
  }

  /** Maps whose rows are so far apart. */
  static SimdMaps withRows(Shape shape, int rowStride) {
    return new SimdMaps(shape, 0, rowStride, shape.height() * rowStride);
  }

  /**
   * Maps with gaps for the derivatives of a convolution's outputs: with zeros in them, a shift by
   * less than the kernel in any direction reads zeros and never a neighbour, and neither does a
   * vector that overruns a map.
   */
  static SimdMaps gapped(Shape shape, int kernel, int vector) {
    int rowStride = shape.width() + kernel - 1;
    int gap = (kernel - 1) * (rowStride + 1) + vector;
    return new SimdMaps(shape, gap, rowStride, shape.height() * rowStride + gap);
  }

  boolean isPacked() {
    return start == 0 && rowStride == shape.width() && mapStride == shape.area();
  }

  /** Returns the index of a value. */
  int at(int map, int row, int column) {
    return start + map * mapStride + row * rowStride + column;
  }

  /**
   * Returns the length of an array for these maps, with room behind it for a vector that overruns.
   */
  int length(int vector) {
    return start + shape.maps() * mapStride + 2 * vector;
  }

  /** Returns the values from the first of a map to its last, gaps between rows included. */
  int mapLength() {
    return (shape.height() - 1) * rowStride + shape.width();
  }
}
