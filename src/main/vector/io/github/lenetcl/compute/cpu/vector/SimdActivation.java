package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.ActivationFunction;

/** An activation function over a single sample, in place. */
final class SimdActivation implements SimdOperation {

  private final ActivationFunction function;
  private final int boundary;
  private final SimdMaps y;
  private final SimdMaps dy;

  SimdActivation(ActivationFunction function, int boundary, SimdMaps y, SimdMaps dy) {
    this.function = function;
    this.boundary = boundary;
    this.y = y;
    this.dy = dy;
  }

  /** Computes the gaps too: they stay finite. */
  @Override
  public void forward(SimdBlock block, float[] w) {
    int from = y.start();
    int end = from + y.shape().maps() * y.mapStride();
    SimdFunctions.apply(function, block.values[boundary + 1], from, end);
  }

  @Override
  public void backwardInputs(SimdBlock block, float[] w) {
    float[] values = block.values[boundary + 1];
    float[] derivatives = block.derivatives[boundary + 1];
    if (y.isPacked() && dy.isPacked()) {
      SimdFunctions.multiplyBySlope(function, values, 0, derivatives, 0, y.shape().size());
      return;
    }
    // A run that ends within a vector overruns into a gap, where derivatives are zero and stay so.
    boolean mapsAreRuns = y.rowStride() == dy.rowStride();
    for (int m = 0; m < y.shape().maps(); m++) {
      for (int r = 0; r < (mapsAreRuns ? 1 : y.shape().height()); r++) {
        SimdFunctions.multiplyBySlope(
            function,
            values,
            y.at(m, r, 0),
            derivatives,
            dy.at(m, r, 0),
            mapsAreRuns ? y.mapLength() : y.shape().width());
      }
    }
  }
}
