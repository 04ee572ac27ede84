package io.github.lenetcl.data;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Pixels along the edge of a rectangle in a picture, where paper is most likely to be seen.
 *
 * @param at their places in the picture, row by row
 */
record Border(int[] at) {
  /** The border of a rectangle in a picture of that width, a fiftieth of its shorter side thick. */
  static Border of(Extent extent, int width) {
    int thickness = thickness(extent);
    return new Border(
        IntStream.range(extent.top(), extent.bottom())
            .flatMap(
                row ->
                    row < extent.top() + thickness || row >= extent.bottom() - thickness
                        ? places(row, extent.left(), extent.right(), width)
                        : IntStream.concat(
                            places(row, extent.left(), extent.left() + thickness, width),
                            places(row, extent.right() - thickness, extent.right(), width)))
            .toArray());
  }

  static int thickness(Extent extent) {
    return Math.max(1, Math.min(extent.height(), extent.width()) / 50);
  }

  private static IntStream places(int row, int from, int to, int width) {
    return IntStream.range(row * width + from, row * width + to);
  }

  /** The pixels whose place is wanted. */
  Border where(IntPredicate wanted) {
    return new Border(IntStream.of(at).filter(wanted).toArray());
  }

  /** The median of the unsigned levels along the border; 0 if it is empty. */
  int median(byte[] levels) {
    int[] sorted = IntStream.of(at).map(i -> levels[i] & 0xff).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
