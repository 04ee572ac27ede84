package io.github.lenetcl.compute.cpu.blocks;

import java.util.Arrays;

/**
 * Sums of gradients over blocks of samples, made by several threads in an order that does not
 * depend on how many: blocks are divided into groups, each group is summed in its order, and then
 * the groups in theirs.
 */
public final class GroupedSums {

  /** Into how many groups the blocks are divided, at most. */
  private static final int GROUPS = 16;

  private final Workers workers;
  private final float[][] partials = new float[GROUPS][];

  private float[] total = {};
  private ParameterRanges ranges = ParameterRanges.of(0, 0);
  private int blockCount;
  private int groups;

  /** Parts since the sums were begun. */
  private int parts;

  GroupedSums(Workers workers) {
    this.workers = workers;
  }

  /** What a block adds. */
  public interface BlockSums {

    /**
     * Adds it.
     *
     * @param number the block's number
     * @param sums where to add
     */
    void add(int number, float[] sums);
  }

  /** Adds up what each block adds: group by group of blocks, then the groups in their order. */
  void add(float[] sum, ParameterRanges only, int blocks, BlockSums sums) {
    begin(sum, only, blocks);
    run(sums);
    end();
  }

  /**
   * Begins sums over blocks.
   *
   * @param sum where to add
   * @param only the only parameters to which anything is added
   * @param blocks how many there are
   */
  void begin(float[] sum, ParameterRanges only, int blocks) {
    total = sum;
    ranges = only;
    blockCount = blocks;
    groups = Math.min(GROUPS, blocks);
  }

  /** Adds what each block adds; there may be several such parts between begin and end. */
  public void run(BlockSums sums) {
    boolean begun = parts++ > 0;
    workers.run(
        groups,
        group -> {
          float[] partial = isDirect() ? total : partial(group, begun);
          int end = (int) ((long) blockCount * (group + 1) / groups);
          for (int number = (int) ((long) blockCount * group / groups); number < end; number++) {
            sums.add(number, partial);
          }
        });
  }

  /** Adds the groups in their order. */
  void end() {
    parts = 0;
    if (isDirect()) {
      return;
    }
    int shares = Math.min(workers.threads(), GROUPS);
    workers.run(
        shares,
        share -> {
          for (ParameterRanges.Range range : ranges.share(share, shares).ranges()) {
            for (int group = 0; group < groups; group++) {
              add(total, partials[group], range.from(), range.to());
            }
          }
        });
  }

  /** One group needs no sum of its own, and no sums no place. */
  private boolean isDirect() {
    return groups == 1 || ranges.ranges().isEmpty();
  }

  private static void add(float[] total, float[] part, int from, int to) {
    for (int k = from; k < to; k++) {
      total[k] += part[k];
    }
  }

  private float[] partial(int group, boolean begun) {
    if (partials[group] == null) {
      partials[group] = new float[total.length];
    } else if (!begun) {
      for (ParameterRanges.Range range : ranges.ranges()) {
        Arrays.fill(partials[group], range.from(), range.to(), 0);
      }
    }
    return partials[group];
  }
}
