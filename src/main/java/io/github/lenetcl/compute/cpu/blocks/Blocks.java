package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.PlanSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A network's blocks of some number of samples, made as they are asked for. */
final class Blocks {

  /** Blocks that go together at once, at most: there is room for the inputs of their products. */
  private static final int MOST_AT_ONCE = 32;

  private final BlockNetwork network;
  private final boolean backward;
  private final Optional<BatchProducts> products;
  private final Optional<JointPasses> joint;
  private final int atOnce;
  private final List<Block> blocks = new ArrayList<>();
  private final Deque<Block> free = new ArrayDeque<>();
  private final Deque<List<Block>> freeTogether = new ArrayDeque<>();

  /** Whether the network knows today's parameters. */
  private boolean prepared;

  Blocks(BlockNetwork network, PlanSpec spec, Workers workers) {
    this.network = network;
    backward = spec.training();
    joint = network.joint(workers);
    boolean whole = joint.map(JointPasses::takeWholeBatch).orElse(false);
    atOnce = Math.min(whole ? Integer.MAX_VALUE : MOST_AT_ONCE, count(spec.capacity()));
    products = backward ? network.products(atOnce) : Optional.empty();
  }

  List<String> implementations() {
    return network.implementations();
  }

  /** Returns how many blocks go together at once, at most. */
  int atOnce() {
    return atOnce;
  }

  /** Returns passes of several blocks at once, where they serve better than blocks one by one. */
  Optional<JointPasses> joint() {
    return joint;
  }

  /** Returns what multiplies over all samples of a batch at once, if anything is to be. */
  Optional<BatchProducts> products() {
    return products;
  }

  int lanes() {
    return network.lanes();
  }

  /** Returns how many blocks so many samples fill, the last perhaps in part. */
  int count(int samples) {
    return (samples + lanes() - 1) / lanes();
  }

  /** Makes the first blocks; to be called before several threads get them. */
  void make(int number) {
    while (blocks.size() < number) {
      blocks.add(network.block(backward, products));
    }
  }

  /** To be called when the parameters are others. */
  void parametersChanged() {
    prepared = false;
  }

  /** To be called before passes. */
  void prepare(float[] w) {
    if (!prepared) {
      network.prepare(w);
      prepared = true;
    }
  }

  /**
   * Returns a block for one thread to work in, the one that was given back last: of so few blocks
   * the caches keep more than of one for each number.
   */
  synchronized Block take() {
    if (!free.isEmpty()) {
      return free.pop();
    }
    return backward ? network.block(true, products) : network.passing();
  }

  /** Takes back a block. */
  synchronized void giveBack(Block block) {
    free.push(block);
  }

  /** Returns blocks for one thread to take through the network together, likewise. */
  synchronized List<Block> takeTogether() {
    return freeTogether.isEmpty() ? network.together(joint.orElseThrow()) : freeTogether.pop();
  }

  /** Takes back such blocks. */
  synchronized void giveBack(List<Block> together) {
    freeTogether.push(together);
  }

  Block get(int number) {
    return blocks.get(number);
  }

  /** Returns some of the blocks, made if need be. */
  List<Block> get(int first, int count) {
    make(first + count);
    return List.copyOf(blocks.subList(first, first + count));
  }

  /** Shows a sample of the reference what the blocks computed forward. */
  void show(int sample, ReferenceNetwork.Sample to) {
    to.copyFrom(get(sample / lanes()), sample % lanes());
  }

  /** Adds the names of the blocks whose canaries were written over. */
  void addDamaged(List<String> names) {
    for (int number = 0; number < blocks.size(); number++) {
      if (blocks.get(number).isDamaged()) {
        names.add("block " + number + " of " + lanes() + " samples");
      }
    }
    for (Block block : allFree()) {
      if (block.isDamaged()) {
        names.add("a thread's block of " + lanes() + " samples");
      }
    }
  }

  private List<Block> allFree() {
    return Stream.concat(free.stream(), freeTogether.stream().flatMap(List::stream)).toList();
  }
}
