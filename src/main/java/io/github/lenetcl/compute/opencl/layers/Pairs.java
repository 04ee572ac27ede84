package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.ConnectionTable;

/**
 * A connection table on the device.
 *
 * @param first the number of the first pair of each output map, and the number of pairs at the end
 * @param inputs the input map of each pair
 * @param outputs the output map of each pair
 * @param firstUse where each input map's pairs begin among the uses, and the number of pairs at the
 *     end
 * @param uses the pairs that read each input map, input map by input map
 */
record Pairs(ClBuffer first, ClBuffer inputs, ClBuffer outputs, ClBuffer firstUse, ClBuffer uses) {

  static Pairs of(ConnectionTable table, Workspace workspace, String layer) {
    return new Pairs(
        workspace.table(layer + " first pairs", table.firstPairs()),
        workspace.table(layer + " pairs' inputs", table.pairInputs()),
        workspace.table(layer + " pairs' outputs", table.pairOutputs()),
        workspace.table(layer + " first uses", table.firstReaders()),
        workspace.table(layer + " uses", table.readers()));
  }
}
