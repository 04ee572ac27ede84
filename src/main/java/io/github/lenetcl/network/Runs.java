package io.github.lenetcl.network;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Values of which equal ones follow each other, each kept once: a line of JSON asks for a table of
 * a hundred million pairs, whose list would be larger than their weights.
 */
final class Runs extends AbstractList<Integer> implements RandomAccess {

  private final List<Integer> values;

  /** Where each value's run ends. */
  private final int[] ends;

  /**
   * Repeats values.
   *
   * @param values a value for each run
   * @param lengths how often each comes, at least once
   */
  Runs(List<Integer> values, List<Integer> lengths) {
    this.values = List.copyOf(values);
    ends = lengths.stream().mapToInt(Integer::intValue).toArray();
    Arrays.parallelPrefix(ends, Math::addExact);
  }

  @Override
  public Integer get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(index);
    }
    int found = Arrays.binarySearch(ends, index);
    return values.get(found < 0 ? -found - 1 : found + 1);
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }
}
