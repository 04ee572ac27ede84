package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.network.ActivationFunction;

/** An activation function over a block, written over what comes in. */
record WideActivation(ActivationFunction function, int boundary, int size) implements LaneLayer {

  @Override
  public String name() {
    return "vector instructions";
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    SimdFunctions.apply(function, block.values[boundary + 1], 0, size * Wide.LANES);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    int length = size * Wide.LANES;
    if (dx != dy) {
      System.arraycopy(dy, 0, dx, 0, length);
    }
    SimdFunctions.multiplyBySlope(function, block.values[boundary + 1], 0, dx, 0, length);
  }
}
