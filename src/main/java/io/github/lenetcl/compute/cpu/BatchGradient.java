package io.github.lenetcl.compute.cpu;

import java.util.Arrays;
import java.util.Optional;

/**
 * The gradient of a batch, block by block of its samples: each block adds its share, and the batch
 * products, where there are any, theirs for so many blocks as they have room for.
 */
final class BatchGradient {

  private final Workers workers;
  private final GroupedSums sums;
  private final int parameters;

  BatchGradient(Workers workers, int parameters) {
    this.workers = workers;
    this.parameters = parameters;
    sums = new GroupedSums(workers);
  }

  /** What a block does. */
  interface BlockPass {

    /**
     * Takes a block back.
     *
     * @param number the block's number
     * @param slot its place in the batch products
     * @param partial where to add its gradient
     */
    void run(int number, int slot, float[] partial);
  }

  /**
   * Makes the gradient.
   *
   * @param total where it goes
   * @param accumulate whether to add to what is there
   * @param blockCount blocks of the batch
   */
  void add(
      float[] total,
      boolean accumulate,
      int blockCount,
      Optional<BatchProducts> products,
      BlockPass pass) {
    ParameterRanges others =
        products
            .map(each -> each.covered().complement(parameters))
            .orElse(ParameterRanges.of(0, parameters));
    if (!accumulate) {
      others.ranges().forEach(range -> Arrays.fill(total, range.from(), range.to(), 0));
    }
    int most = products.map(BatchProducts::blocks).orElse(blockCount);
    for (int done = 0; done < blockCount; done += most) {
      int first = done;
      int now = Math.min(most, blockCount - first);
      sums.add(total, others, now, (slot, partial) -> pass.run(first + slot, slot, partial));
      boolean adding = accumulate || first > 0;
      products.ifPresent(
          each -> workers.run(each.tasks(), task -> each.run(task, now, adding, total)));
    }
  }
}
