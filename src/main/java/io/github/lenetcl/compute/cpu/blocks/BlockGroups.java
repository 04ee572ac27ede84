package io.github.lenetcl.compute.cpu.blocks;

/**
 * Blocks in groups, each of which one thread takes through the network: whole pairs, since a weight
 * that is fetched serves two blocks at once, and as even as may be.
 *
 * @param blocks how many blocks there are
 * @param count how many groups
 */
public record BlockGroups(int blocks, int count) {

  /**
   * Divides blocks.
   *
   * @param most blocks of a group, at most
   * @param threads how many threads are to have some
   */
  public static BlockGroups of(int blocks, int most, int threads) {
    return new BlockGroups(blocks, Math.max((blocks + most - 1) / most, threads));
  }

  /** Returns the first block of a group, or with {@link #count} how many blocks there are. */
  public int begin(int group) {
    return Math.min((int) ((blocks + 1L) / 2 * group / count) * 2, blocks);
  }
}
