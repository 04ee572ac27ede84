package io.github.lenetcl.compute.cpu.blocks;

/**
 * Blocks in groups, each of which one thread takes through the network, as even as may be.
 *
 * @param blocks how many blocks there are
 * @param count how many groups
 * @param unit how many blocks are not divided, but for the last ones: a weight that is fetched
 *     serves two
 */
public record BlockGroups(int blocks, int count, int unit) {

  /**
   * Divides blocks into groups of pairs.
   *
   * @param most blocks of a group, at most
   * @param threads how many threads are to have some
   */
  public static BlockGroups of(int blocks, int most, int threads) {
    return new BlockGroups(blocks, Math.max((blocks + most - 1) / most, threads), 2);
  }

  /** Returns the first block of a group, or with {@link #count} how many blocks there are. */
  public int begin(int group) {
    long units = (blocks + unit - 1) / unit;
    return Math.min((int) (units * group / count) * unit, blocks);
  }
}
