package io.github.lenetcl.compute.cpu;

import java.util.Arrays;

/**
 * Sums of gradients over blocks of samples, made by several threads in an order that does not
 * depend on how many: blocks are divided into groups, each group is summed in its order, and then
 * the groups in theirs.
 */
final class GroupedSums {

  /** Into how many groups the blocks are divided, at most. */
  private static final int GROUPS = 16;

  private final Workers workers;
  private final float[][] partials = new float[GROUPS][];

  GroupedSums(Workers workers) {
    this.workers = workers;
  }

  /** What a block adds. */
  interface BlockSums {

    /**
     * Adds it.
     *
     * @param number the block's number
     * @param sums where to add
     */
    void add(int number, float[] sums);
  }

  /**
   * Adds up what each block adds: group by group of blocks, then the groups in their order.
   *
   * @param total where to add
   * @param ranges the only parameters to which anything is added
   */
  void add(float[] total, ParameterRanges ranges, int blockCount, BlockSums sums) {
    int groups = Math.min(GROUPS, blockCount);
    if (groups == 1) {
      sums.add(0, total);
      return;
    }
    workers.run(
        groups,
        group -> {
          float[] partial = partial(group, total.length, ranges);
          int end = (int) ((long) blockCount * (group + 1) / groups);
          for (int number = (int) ((long) blockCount * group / groups); number < end; number++) {
            sums.add(number, partial);
          }
        });
    if (ranges.ranges().isEmpty()) {
      return;
    }
    int parts = Math.min(workers.threads(), GROUPS);
    workers.run(
        parts,
        part -> {
          for (ParameterRanges.Range range : ranges.share(part, parts).ranges()) {
            for (int group = 0; group < groups; group++) {
              add(total, partials[group], range.from(), range.to());
            }
          }
        });
  }

  private static void add(float[] total, float[] part, int from, int to) {
    for (int k = from; k < to; k++) {
      total[k] += part[k];
    }
  }

  private float[] partial(int group, int length, ParameterRanges ranges) {
    if (partials[group] == null) {
      partials[group] = new float[length];
    } else {
      for (ParameterRanges.Range range : ranges.ranges()) {
        Arrays.fill(partials[group], range.from(), range.to(), 0);
      }
    }
    return partials[group];
  }
}
