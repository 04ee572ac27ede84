package io.github.lenetcl.compute.cpu.lanes;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.reference.Operation;

/**
 * A function of each value: the reference's operation, for which a block of samples is one large
 * sample.
 *
 * @param boundary the layer's index
 * @param operation the operation, on all values of a block
 */
record LoopPoints(int boundary, Operation operation) implements LaneLayer {

  @Override
  public String name() {
    return LoopTable.NAME;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    operation.forward(block.values[boundary], 0, w, block.values[boundary + 1], 0);
  }

  /** What works in place reads its outputs, where others read their inputs. */
  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    operation.backwardInputs(
        block.values[boundary],
        0,
        block.derivatives[boundary + 1],
        0,
        w,
        block.derivatives[boundary],
        0);
  }
}
