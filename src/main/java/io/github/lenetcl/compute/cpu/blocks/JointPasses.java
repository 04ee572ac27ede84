package io.github.lenetcl.compute.cpu.blocks;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Passes of several blocks at once, layer by layer where a layer has many weights: threads share
 * out its weights, so that each is fetched from memory once for all samples. Between such layers
 * blocks go one by one. Results are those of the blocks alone, bit for bit, unless layers look at
 * the whole batch.
 */
public interface JointPasses {

  /** Returns whether all blocks of a batch must go together, since layers look at all of it. */
  default boolean takeWholeBatch() {
    return false;
  }

  /**
   * Returns how many blocks {@link #alone} takes, at most; with 1 blocks may as well go one by one
   * where nothing is drawn.
   */
  default int together() {
    return 1;
  }

  /**
   * Computes all layers' values of a few blocks by the thread that calls: of a batch that is large
   * enough each thread takes some. Blocks may share the arrays of values that others do not wait
   * for.
   *
   * @param blocks the blocks
   * @param before what is done with each block first, by its number in the list
   * @param after what is done with each block at last
   */
  default void alone(float[] w, List<Block> blocks, IntConsumer before, IntConsumer after) {
    throw new UnsupportedOperationException("blocks go one by one");
  }

  /**
   * Computes all layers' values.
   *
   * @param blocks the blocks
   * @param before what is done with each block first, by its number in the list
   * @param after what is done with each block at last
   */
  void forward(float[] w, List<Block> blocks, IntConsumer before, IntConsumer after);

  /**
   * Propagates the derivatives and adds the gradient, as {@link Block#backward} does; a block's
   * slot is its number in the list.
   *
   * @param seeded the boundary at which the derivatives were set
   * @param sums where the gradients are added, begun for as many blocks
   */
  void backward(float[] w, List<Block> blocks, int seeded, GroupedSums sums);
}
