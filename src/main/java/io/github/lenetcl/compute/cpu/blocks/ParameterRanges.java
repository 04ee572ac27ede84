package io.github.lenetcl.compute.cpu.blocks;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts of the parameter vector, ascending and apart.
 *
 * @param ranges the parts
 */
public record ParameterRanges(List<Range> ranges) {

  /**
   * Parameters from one to before another.
   *
   * @param from the first
   * @param to the one behind the last
   */
  public record Range(int from, int to) {

    /** Returns how many these are. */
    int count() {
      return to - from;
    }
  }

  static ParameterRanges of(int from, int to) {
    return new ParameterRanges(from < to ? List.of(new Range(from, to)) : List.of());
  }

  /** Returns how many parameters these are. */
  int count() {
    return ranges.stream().mapToInt(Range::count).sum();
  }

  /** Returns what of the first parameters is not in these. */
  public ParameterRanges complement(int count) {
    List<Range> others = new ArrayList<>();
    int next = 0;
    for (Range range : ranges) {
      if (next < range.from()) {
        others.add(new Range(next, range.from()));
      }
      next = range.to();
    }
    if (next < count) {
      others.add(new Range(next, count));
    }
    return new ParameterRanges(List.copyOf(others));
  }

  /** Returns the part of each range that falls to one of several equal shares of all. */
  ParameterRanges share(int part, int parts) {
    long all = count();
    long from = all * part / parts;
    long to = all * (part + 1) / parts;
    List<Range> shares = new ArrayList<>();
    long passed = 0;
    for (Range range : ranges) {
      int length = range.count();
      int begin = (int) Math.max(0, Math.min(length, from - passed));
      int end = (int) Math.max(0, Math.min(length, to - passed));
      if (begin < end) {
        shares.add(new Range(range.from() + begin, range.from() + end));
      }
      passed += length;
    }
    return new ParameterRanges(List.copyOf(shares));
  }
}
