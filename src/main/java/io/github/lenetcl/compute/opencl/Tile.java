package io.github.lenetcl.compute.opencl;

/**
 * How the work-groups cover a map.
 *
 * @param width columns of a tile
 * @param height rows of a tile
 * @param across tiles beside each other
 * @param down tiles below each other
 */
record Tile(int width, int height, int across, int down) {

  private static final int WIDEST = 64;

  /** Covers a map with few tiles of at most 256 units, as equal as they can be. */
  static Tile of(int mapWidth, int mapHeight) {
    int across = Blocks.ceilDiv(mapWidth, WIDEST);
    int width = Blocks.ceilDiv(mapWidth, across);
    int down = Blocks.ceilDiv(mapHeight, WorkGroup.LIMIT / width);
    return new Tile(width, Blocks.ceilDiv(mapHeight, down), across, down);
  }

  WorkGroup group() {
    return new WorkGroup(width, height, 1);
  }
}
