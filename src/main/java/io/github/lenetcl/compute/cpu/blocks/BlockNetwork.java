package io.github.lenetcl.compute.cpu.blocks;

import java.util.List;
import java.util.Optional;

/** A network's operations on blocks of samples. */
public interface BlockNetwork {

  /** Returns how many samples a block has. */
  int lanes();

  /**
   * Makes a block.
   *
   * @param backward whether there will be backward passes
   * @param products where its backward passes leave what the batch products need
   */
  Block block(boolean backward, Optional<BatchProducts> products);

  /** Makes a block for an inference that asks for what the last layer gives, and nothing else. */
  default Block passing() {
    return block(false, Optional.empty());
  }

  /**
   * Makes blocks that one thread takes through the network together, as many as {@link
   * JointPasses#together} says, likewise.
   */
  default List<Block> together(JointPasses joint) {
    throw new UnsupportedOperationException("blocks go one by one");
  }

  /**
   * Makes what multiplies over all samples of a batch at once, if anything is to be.
   *
   * @param blocks blocks at once, at most
   */
  default Optional<BatchProducts> products(int blocks) {
    return Optional.empty();
  }

  /**
   * Returns passes of several blocks at once, if the network's layers have so many weights that
   * these serve better than blocks one by one.
   */
  default Optional<JointPasses> joint(Workers workers) {
    return Optional.empty();
  }

  /** To be called before passes with other parameters than those of the last call. */
  default void prepare(float[] w) {}

  /** Returns for each layer what runs it, in words. */
  List<String> implementations();
}
