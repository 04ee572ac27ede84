package io.github.lenetcl.compute.cpu;

import jdk.incubator.vector.FloatVector;

/**
 * A full connection at a single position, or a convolution whose kernels cover the input, over a
 * block of samples.
 */
final class SimdFullConnection implements SimdOperation {

  private static final int L = FloatVector.SPECIES_PREFERRED.length();
  private static final float[] NONE = {};

  private final int boundary;
  private final int inputs;
  private final int outputs;
  private final int lanes;
  private final int weightAt;
  private final int biasAt;

  /** The inputs of each sample in a row of their own. */
  private final ThreadLocal<float[]> turned;

  SimdFullConnection(int boundary, int inputs, int outputs, int lanes, int weightAt, int biasAt) {
    this.boundary = boundary;
    this.inputs = inputs;
    this.outputs = outputs;
    this.lanes = lanes;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    turned = ThreadLocal.withInitial(() -> new float[lanes * stride()]);
  }

  private int stride() {
    return (inputs + L - 1) / L * L;
  }

  @Override
  public void forward(float[] w, SimdBlock block) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    if (lanes == 1) {
      SimdProducts.multiplyOne(y, outputs, x, inputs, w, weightAt, biasAt);
    } else {
      SimdProducts.multiply(y, outputs, x, inputs, w, weightAt, inputs, 1, w, biasAt);
    }
  }

  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    if (lanes == 1) {
      SimdProducts.multiplyTurnedOne(dx, inputs, dy, outputs, w, weightAt);
    } else {
      SimdProducts.multiply(dx, inputs, dy, outputs, w, weightAt, 1, inputs, NONE, 0);
    }
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    for (int o = 0; o < outputs; o++) {
      float sum = 0;
      for (int s = 0; s < lanes; s++) {
        sum += dy[o * lanes + s];
      }
      dw[biasAt + o] += sum;
    }
    if (lanes == 1) {
      SimdProducts.addOuterOne(dw, weightAt, outputs, inputs, dy, x);
      return;
    }
    float[] turned = this.turned.get();
    int stride = stride();
    for (int k = 0; k < inputs; k++) {
      for (int s = 0; s < lanes; s++) {
        turned[s * stride + k] = x[k * lanes + s];
      }
    }
    SimdProducts.addOuter(dw, weightAt, outputs, inputs, dy, lanes, turned, stride);
  }

  @Override
  public boolean step(SimdBlock block, Step step, int from, int to) {
    if (lanes > 1) {
      return SimdOperation.super.step(block, step, from, to);
    }
    float[] dy = block.derivatives[boundary + 1];
    for (int o = 0; o < outputs; o++) {
      step.g()[biasAt + o] = 0 + dy[o]; // As a sum would be: never −0.
    }
    boolean good = step.range(biasAt, biasAt + outputs);
    return good & SimdStep.outer(step, weightAt, outputs, inputs, dy, block.values[boundary]);
  }
}
