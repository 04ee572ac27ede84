package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.reference.Fields;

/** A pooling layer, which may take its inputs a few rows at a time. */
interface WidePooling extends LaneLayer {

  /** Returns what its units see. */
  Fields fields();

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
}
