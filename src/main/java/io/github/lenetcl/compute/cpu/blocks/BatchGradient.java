package io.github.lenetcl.compute.cpu.blocks;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The gradient of a batch, block by block of its samples: each block adds its share, and the batch
 * products, where there are any, theirs for so many blocks as they have room for.
 */
final class BatchGradient {

  private final Workers workers;
  private final GroupedSums sums;
  private final int parameters;

  /** What each thread works in. */
  private final float[][] places;

  BatchGradient(Workers workers, int parameters) {
    this.workers = workers;
    this.parameters = parameters;
    sums = new GroupedSums(workers);
    places = new float[workers.threads()][];
  }

  /** What the blocks do that there is room for at once. */
  interface Wave {

    /**
     * Takes them back.
     *
     * @param first the number of the first of them
     * @param count how many they are: each has a slot in the batch products below that
     * @param sums where they add their gradients
     */
    void run(int first, int count, GroupedSums sums);
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
      Wave wave) {
    add(total, accumulate, blockCount, products, wave, () -> PlanParameters.Change.NONE);
  }

  /**
   * Makes the gradient and changes each parameter when its share is whole.
   *
   * @param change asked for when all blocks have been taken back
   */
  void add(
      float[] total,
      boolean accumulate,
      int blockCount,
      Optional<BatchProducts> products,
      Wave wave,
      Supplier<PlanParameters.Change> change) {
    ParameterRanges others =
        products.map(BatchProducts::others).orElse(ParameterRanges.of(0, parameters));
    if (!accumulate) {
      others.ranges().forEach(range -> Arrays.fill(total, range.from(), range.to(), 0));
    }
    int most = products.map(BatchProducts::blocks).orElse(blockCount);
    for (int first = 0; first < blockCount; first += most) {
      int now = Math.min(most, blockCount - first);
      sums.begin(total, others, now);
      wave.run(first, now, sums);
      sums.end();
      boolean last = first + now == blockCount;
      PlanParameters.Change changing = last ? change.get() : PlanParameters.Change.NONE;
      boolean adding = accumulate || first > 0;
      products.ifPresent(each -> multiply(each, now, adding, total, changing));
      if (last) {
        changing.share(others, workers);
      }
    }
  }

  private void multiply(
      BatchProducts products,
      int blocks,
      boolean adding,
      float[] total,
      PlanParameters.Change change) {
    workers.run(
        products.tasks(),
        (task, worker) -> {
          float[] made = place(worker, products.mostCovered());
          products.run(task, blocks, made);
          int at = 0;
          for (ParameterRanges.Range range : products.covered(task).ranges()) {
            if (adding) {
              add(total, range, made, at);
              change.part(total, range.from(), range, worker);
            } else if (!change.part(made, at, range, worker)) {
              System.arraycopy(made, at, total, range.from(), range.count());
            }
            at += range.count();
          }
        });
  }

  private float[] place(int worker, int length) {
    if (places[worker] == null) {
      places[worker] = new float[length];
    }
    return places[worker];
  }

  private static void add(float[] total, ParameterRanges.Range range, float[] made, int at) {
    int from = range.from();
    int count = range.count();
    for (int k = 0; k < count; k++) {
      total[from + k] += made[at + k];
    }
  }
}
