package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.Step;

/**
 * A full connection at a single position, or a convolution whose kernels cover the input, of a
 * single sample.
 */
final class SimdFullConnection implements SimdOperation {

  private final int boundary;
  private final int inputs;
  private final int outputs;
  private final int weightAt;
  private final int biasAt;

  SimdFullConnection(int boundary, int inputs, int outputs, int weightAt, int biasAt) {
    this.boundary = boundary;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
  }

  @Override
  public void forward(SimdBlock block, float[] w) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    SimdProducts.multiply(x, w, weightAt, biasAt, inputs, outputs, y);
  }

  @Override
  public void backwardInputs(SimdBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    SimdProducts.multiplyTurned(dy, w, weightAt, outputs, inputs, dx);
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    for (int o = 0; o < outputs; o++) {
      dw[biasAt + o] += dy[o];
    }
    SimdProducts.addOuter(x, dy, outputs, inputs, dw, weightAt);
  }

  @Override
  public boolean step(SimdBlock block, Step step, int from, int to) {
    float[] dy = block.derivatives[boundary + 1];
    for (int o = 0; o < outputs; o++) {
      step.g()[biasAt + o] = 0 + dy[o]; // As a sum would be: never −0.
    }
    boolean good = step.range(biasAt, biasAt + outputs);
    return good & SimdStep.outer(block.values[boundary], dy, outputs, inputs, step, weightAt);
  }
}
