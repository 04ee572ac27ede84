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
  public void forward(float[] w, SimdBlock block) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    SimdProducts.multiply(y, outputs, x, inputs, w, weightAt, biasAt);
  }

  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    SimdProducts.multiplyTurned(dx, inputs, dy, outputs, w, weightAt);
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    for (int o = 0; o < outputs; o++) {
      dw[biasAt + o] += dy[o];
    }
    SimdProducts.addOuter(dw, weightAt, outputs, inputs, dy, x);
  }

  @Override
  public boolean step(SimdBlock block, Step step, int from, int to) {
    float[] dy = block.derivatives[boundary + 1];
    for (int o = 0; o < outputs; o++) {
      step.g()[biasAt + o] = 0 + dy[o]; // As a sum would be: never −0.
    }
    boolean good = step.range(biasAt, biasAt + outputs);
    return good & SimdStep.outer(step, weightAt, outputs, inputs, dy, block.values[boundary]);
  }
}
