package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.WorkGroup;
import java.util.Map;

/**
 * How a work-group that adds up over the units of a map shares out the work.
 *
 * @param columns lanes beside each other in a map
 * @param samples lanes for different samples
 */
record SummationGroup(int columns, int samples) {

  /** The most floats that the sums of all lanes may take: half of the local memory at hand. */
  private static final int ROOM = 4096;

  /**
   * Chooses the lanes.
   *
   * @param wanted how many there are to be, where the map and the memory allow it
   * @param width columns of the map
   * @param capacity the most samples in one pass
   * @param sums the sums that each lane keeps
   */
  static SummationGroup of(int wanted, int width, int capacity, int sums) {
    int most = Math.max(1, Math.min(wanted, ROOM / sums));
    int columns = WorkGroup.ceilDiv(width, WorkGroup.ceilDiv(width, most));
    return new SummationGroup(
        columns, Math.max(1, Math.min(most / columns, Math.min(capacity, 16))));
  }

  Map<String, Integer> macros() {
    return Map.of("COLUMN_LANES", columns, "SAMPLE_LANES", samples);
  }

  WorkGroup group() {
    return new WorkGroup(columns, samples, 1);
  }
}
