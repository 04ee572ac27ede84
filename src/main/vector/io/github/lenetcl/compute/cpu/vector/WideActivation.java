package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.ActivationFunction;

/** An activation function over a block, written over what comes in. */
record WideActivation(ActivationFunction function, int boundary, int size) implements WideLayer {

  @Override
  public String name() {
    return "vector instructions";
  }

  @Override
  public void forward(float[] w, WideBlock block) {
    SimdFunctions.apply(function, block.values[boundary + 1], 0, size * WideBlock.LANES);
  }

  @Override
  public void backwardInputs(float[] w, WideBlock block) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    int length = size * WideBlock.LANES;
    if (dx != dy) {
      System.arraycopy(dy, 0, dx, 0, length);
    }
    SimdFunctions.multiplyBySlope(function, block.values[boundary + 1], 0, dx, 0, length);
  }
}
