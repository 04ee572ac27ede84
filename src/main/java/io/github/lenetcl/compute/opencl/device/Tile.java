package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.network.Shape;

/**
 * How the work-groups cover a map.
 *
 * @param width columns of a tile
 * @param height rows of a tile
 * @param across tiles beside each other
 * @param down tiles below each other
 */
public record Tile(int width, int height, int across, int down) {

  private static final int WIDEST = 64;

  /** The most floats of a patch: all of the 32 KB of local memory that kernels may take. */
  private static final int PATCH = 8192;

  /** Covers a map with few tiles of as many units as the device allows. */
  public static Tile of(Shape map, Workspace workspace) {
    return of(map, workspace.group(WorkGroup.LIMIT));
  }

  /** Covers a map with few tiles of at most so many units. */
  public static Tile of(Shape map, int units) {
    return of(map.width(), map.height(), units);
  }

  /** Covers a map with few tiles of at most so many units, as equal as they can be. */
  public static Tile of(int mapWidth, int mapHeight, int units) {
    int across = WorkGroup.ceilDiv(mapWidth, Math.min(units, WIDEST));
    int width = WorkGroup.ceilDiv(mapWidth, across);
    int down = WorkGroup.ceilDiv(mapHeight, units / width);
    return new Tile(width, WorkGroup.ceilDiv(mapHeight, down), across, down);
  }

  /**
   * Covers a map so that a tile with a margin fits into local memory.
   *
   * @param most the most units of a tile
   * @param mapWidth columns of the map, in strips
   * @param mapHeight rows of the map
   * @param strip units of a strip
   * @param margin columns and rows beside a tile
   */
  public static Tile withMargin(int most, int mapWidth, int mapHeight, int strip, int margin) {
    int units = most;
    Tile tile = of(mapWidth, mapHeight, units);
    while (units > 1 && tile.patch(strip, margin) > PATCH) {
      units /= 2;
      tile = of(mapWidth, mapHeight, units);
    }
    return tile;
  }

  /** Returns the units of a tile and its margin. */
  long patch(int strip, int margin) {
    return ((long) width * strip + margin) * (height + margin);
  }

  /** Returns the work-groups that cover some maps. */
  public Grid grid(long maps) {
    return new Grid(maps, across, down);
  }

  /** Returns a work-group with an item for each unit of a tile. */
  public WorkGroup group() {
    return new WorkGroup(width, height, 1);
  }
}
