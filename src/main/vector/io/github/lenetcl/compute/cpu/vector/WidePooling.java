package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.LaneWindows;

/** A pooling layer, which may take its inputs a few rows at a time. */
interface WidePooling extends LaneLayer {

  /** Returns the layer's index. */
  int boundary();

  /** Returns what its units see. */
  LaneWindows windows();

  /**
   * Computes some units of all maps.
   *
   * @param first the first unit, counted in the order of rows
   * @param end behind the last
   * @param x the rows that they see, and perhaps others
   * @param map from one map of these to the next
   * @param skipped how many values of each map stand before these rows
   * @param y all units
   */
  void units(int first, int end, float[] w, float[] x, int map, int skipped, float[] y);

  @Override
  default String name() {
    return "vector instructions";
  }

  @Override
  default void forward(LaneBlock block, float[] w) {
    int map = windows().fields.in().area() * Wide.LANES;
    float[] y = block.values[boundary() + 1];
    units(0, windows().units, w, block.values[boundary()], map, 0, y);
  }
}
