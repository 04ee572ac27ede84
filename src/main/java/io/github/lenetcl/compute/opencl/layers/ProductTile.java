package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.DeviceInfo.Kind;
import io.github.lenetcl.compute.opencl.device.ClDevice;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.Map;

/**
 * What a work-group computes of a product of matrices, and how its work-items share it out.
 *
 * @param vector floats of a vector of sums
 * @param itemsDown work-items along the rows of the product
 * @param itemsAcross work-items along its columns
 * @param perDown rows of a block of sums, which are in registers
 * @param perAcross vectors of a row of such a block
 * @param blocksDown blocks of a work-item along the rows
 * @param blocksAcross blocks along the columns
 * @param terms terms of the sums that are in local memory at a time
 */
record ProductTile(
    int vector,
    int itemsDown,
    int itemsAcross,
    int perDown,
    int perAcross,
    int blocksDown,
    int blocksAcross,
    int terms) {

  private static final int ITEMS = 256;
  private static final int FEWEST_ITEMS = 64;

  /** On GPUs sixteen sums, in fours along the columns, and sixteen terms: 10 KB at most. */
  private static final int FOUR = 4;

  private static final int TERMS = 16;
  private static final int MOST_ITEMS_ACROSS = 32;

  /** On CPUs a tile of 64 by 128, and terms for which local memory is 27 KB at most. */
  private static final int MOST_LANES = 16;

  private static final int MOST_ROWS = 64;

  private static final int MOST_COLUMNS = 128;
  private static final int CPU_TERMS = 32;

  /**
   * Chooses a tile.
   *
   * @param rows the rows of the product
   * @param columns its columns
   */
  static ProductTile of(Workspace workspace, int rows, long columns) {
    ClDevice device = workspace.queue().context().device();
    if (device.info().kind() == Kind.CPU) {
      int wide = Math.max(FOUR, Math.min(MOST_LANES, device.vectorWidth()));
      return forCpu(Integer.highestOneBit(wide), rows, columns);
    }
    return forGpu(workspace.group(ITEMS), rows, columns, device.computeUnits());
  }

  /** A work-item to a group, with vectors as wide as the device has and all registers in use. */
  static ProductTile forCpu(int vector, int rows, long columns) {
    int most = vector == 16 ? 8 : 4;
    int blocks = WorkGroup.ceilDiv(Math.min(rows, MOST_ROWS), most);
    int perDown = WorkGroup.ceilDiv(Math.min(rows, MOST_ROWS), blocks);
    int across = (int) Math.min(MOST_COLUMNS, columns);
    return new ProductTile(
        vector, 1, 1, perDown, 2, blocks, WorkGroup.ceilDiv(across, 2 * vector), CPU_TERMS);
  }

  /**
   * Few rows give their work-items to the columns; groups get smaller where there would be fewer
   * than two for each compute unit. All numbers are powers of two.
   */
  static ProductTile forGpu(int items, int rows, long columns, int units) {
    ProductTile tile = ofItems(Integer.highestOneBit(items), rows);
    for (int fewer = tile.group().size() / 2; fewer >= FEWEST_ITEMS; fewer /= 2) {
      long down = WorkGroup.ceilDiv(rows, tile.rows());
      long across = (columns + tile.columns() - 1) / tile.columns();
      if (down * across < 2L * units) {
        tile = ofItems(fewer, rows);
      }
    }
    return tile;
  }

  private static ProductTile ofItems(int items, int rows) {
    int wanted = Integer.highestOneBit(2 * WorkGroup.ceilDiv(rows, FOUR) - 1);
    int square = Integer.highestOneBit((int) Math.sqrt(items));
    int down = Math.min(wanted, square);
    int across = Math.min(items / down, MOST_ITEMS_ACROSS);
    return new ProductTile(FOUR, down, across, FOUR, 1, 1, 1, TERMS);
  }

  int rows() {
    return blocksDown * itemsDown * perDown;
  }

  int columns() {
    return blocksAcross * itemsAcross * perAcross * vector;
  }

  /** Returns the work-groups of some products of so many rows and columns. */
  Grid grid(int ofRows, int ofColumns, int products) {
    return new Grid(
        WorkGroup.ceilDiv(ofColumns, columns()), WorkGroup.ceilDiv(ofRows, rows()), products);
  }

  WorkGroup group() {
    return new WorkGroup(itemsAcross, itemsDown, 1);
  }

  Map<String, Integer> macros() {
    return Map.of(
        "VECTOR", vector,
        "ITEMS_M", itemsDown,
        "ITEMS_N", itemsAcross,
        "PER_M", perDown,
        "PER_N", perAcross,
        "BLOCKS_M", blocksDown,
        "BLOCKS_N", blocksAcross,
        "TILE_K", terms);
  }
}
