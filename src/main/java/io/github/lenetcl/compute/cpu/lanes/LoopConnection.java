package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.LANES;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A full connection at a single position, or a convolution whose kernels cover the input, over a
 * block of samples. Runs over units are longer than runs over samples, so that each sample's inputs
 * and outputs are turned into rows of their own.
 */
final class LoopConnection implements LaneLayer {

  private final int boundary;
  private final int inputs;
  private final int outputs;
  private final int weightAt;
  private final OptionalInt biasAt;

  /** The weights of each output. */
  private final float[][] ofOutputs;

  /** The weights of each input. */
  private final float[][] ofInputs;

  private final ThreadLocal<Turned> turned;

  /**
   * Each sample's inputs and outputs, the derivatives of each output, and the gradient by each
   * output's weights. It leads back to nothing, or threads would keep all of this.
   */
  private record Turned(
      float[][] inputs, float[][] outputs, float[][] derivatives, float[][] gradient) {

    static Turned of(int inputs, int outputs) {
      return new Turned(
          LaneRows.make(LANES, inputs),
          LaneRows.make(LANES, outputs),
          LaneRows.make(outputs, LANES),
          LaneRows.make(outputs, inputs));
    }
  }

  LoopConnection(int boundary, int inputs, int outputs, int weightAt, OptionalInt biasAt) {
    this.boundary = boundary;
    this.inputs = inputs;
    this.outputs = outputs;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    ofOutputs = LaneRows.make(outputs, inputs);
    ofInputs = LaneRows.make(inputs, outputs);
    turned = ThreadLocal.withInitial(() -> Turned.of(inputs, outputs));
  }

  @Override
  public String name() {
    return LoopTable.NAME;
  }

  @Override
  public void prepare(float[] w) {
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(w, weightAt + o * inputs, ofOutputs[o], 0, inputs);
    }
    for (int k = 0; k < inputs; k++) {
      float[] column = ofInputs[k];
      for (int o = 0; o < outputs; o++) {
        column[o] = w[weightAt + o * inputs + k];
      }
    }
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    Turned own = turned.get();
    turn(block.values[boundary], inputs, own.inputs);
    for (float[] row : own.outputs) {
      if (biasAt.isPresent()) {
        System.arraycopy(w, biasAt.getAsInt(), row, 0, outputs);
      } else {
        Arrays.fill(row, 0, outputs, 0);
      }
    }
    LaneProducts.add(own.outputs, outputs, ofInputs, own.inputs);
    turnBack(own.outputs, outputs, block.values[boundary + 1]);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    Turned own = turned.get();
    turn(block.derivatives[boundary + 1], outputs, own.outputs);
    for (float[] row : own.inputs) {
      Arrays.fill(row, 0);
    }
    LaneProducts.add(own.inputs, inputs, ofOutputs, own.outputs);
    turnBack(own.inputs, inputs, block.derivatives[boundary]);
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    Turned own = turned.get();
    turn(block.values[boundary], inputs, own.inputs);
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(block.derivatives[boundary + 1], o * LANES, own.derivatives[o], 0, LANES);
      if (biasAt.isPresent()) {
        dw[biasAt.getAsInt() + o] += LaneLoops.sum(own.derivatives[o], 0, LANES);
      }
      System.arraycopy(dw, weightAt + o * inputs, own.gradient[o], 0, inputs);
    }
    LaneProducts.add(own.gradient, inputs, own.inputs, own.derivatives);
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(own.gradient[o], 0, dw, weightAt + o * inputs, inputs);
    }
  }

  private static void turn(float[] from, int count, float[][] to) {
    for (int k = 0; k < count; k++) {
      for (int s = 0; s < LANES; s++) {
        to[s][k] = from[k * LANES + s];
      }
    }
  }

  private static void turnBack(float[][] from, int count, float[] to) {
    for (int k = 0; k < count; k++) {
      for (int s = 0; s < LANES; s++) {
        to[k * LANES + s] = from[s][k];
      }
    }
  }
}
