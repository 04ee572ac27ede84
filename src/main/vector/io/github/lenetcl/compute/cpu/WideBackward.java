package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution's way back to its inputs as sums over the derivatives of its outputs. An input at
 * row r was met by row p of the kernel where (r + top − p) is a multiple of the stride: inputs of
 * the same remainder meet the same rows, so that each pair of remainders, down and across, is a
 * sweep of its own, in which no product is by a zero that the stride left.
 */
final class WideBackward {

  private static final int L = WideBlock.LANES;

  private WideBackward() {}

  /**
   * Returns the sweeps.
   *
   * @param margins how the derivatives lie
   * @param pairs for each input map the outputs that read it
   * @param zero where a zero stands in the parameters
   */
  static List<WideSweep> sweeps(
      Window window, Shape in, Shape out, WideMargins margins, WideSweep.Pairs pairs, int zero) {
    List<WideSweep> sweeps = new ArrayList<>();
    for (int down = 0; down < window.strideDown(); down++) {
      for (int across = 0; across < window.strideAcross(); across++) {
        int[] rows = taps(window.height(), window.strideDown(), down);
        int[] columns = taps(window.width(), window.strideAcross(), across);
        List<WideSweep.Segment> segments =
            segments(window, in, out, margins, down, across, rows.length, columns.length);
        if (segments.isEmpty()) {
          continue;
        }
        int[] taps = new int[rows.length * columns.length];
        int[] weightOf = new int[taps.length];
        for (int k = 0; k < taps.length; k++) {
          int p = k / columns.length;
          int q = k % columns.length;
          taps[k] = -margins.at(p, q);
          weightOf[k] = rows[p] * window.width() + columns[q];
        }
        sweeps.add(
            new WideSweep(
                in.maps(), pairs, margins.map(), in.area() * L, taps, weightOf, segments, zero));
      }
    }
    return List.copyOf(sweeps);
  }

  /** The rows of a kernel that inputs of a remainder meet. */
  private static int[] taps(int side, int stride, int remainder) {
    return IntStream.range(0, side).filter(p -> p % stride == remainder).toArray();
  }

  /** The inputs of a remainder; those that meet the same rows of outputs are together. */
  private static List<WideSweep.Segment> segments(
      Window window,
      Shape in,
      Shape out,
      WideMargins margins,
      int down,
      int across,
      int rows,
      int columns) {
    int top = window.top(in.height());
    int left = window.left(in.width());
    List<WideSweep.Segment> segments = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    int begin = 0;
    int end = 0;
    for (int r = 0; r < in.height(); r++) {
      if ((r + top) % window.strideDown() != down) {
        continue;
      }
      int base = (r + top) / window.strideDown();
      int first = Math.min(rows, Math.max(0, base - out.height() + 1));
      int last = Math.max(first, Math.min(rows, base + 1));
      if (!from.isEmpty() && (first != begin || last != end)) {
        segments.add(segment(from, to, begin * columns, end * columns));
        from.clear();
        to.clear();
      }
      begin = first;
      end = last;
      for (int c = 0; c < in.width(); c++) {
        if ((c + left) % window.strideAcross() == across) {
          int column = (c + left) / window.strideAcross();
          from.add(margins.at(margins.above() + base, margins.before() + column));
          to.add((r * in.width() + c) * L);
        }
      }
    }
    if (!from.isEmpty()) {
      segments.add(segment(from, to, begin * columns, end * columns));
    }
    return List.copyOf(segments);
  }

  private static WideSweep.Segment segment(
      List<Integer> from, List<Integer> to, int begin, int end) {
    return new WideSweep.Segment(
        from.stream().mapToInt(Integer::intValue).toArray(),
        to.stream().mapToInt(Integer::intValue).toArray(),
        begin,
        end);
  }
}
