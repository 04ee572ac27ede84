package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.LANES;
import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.START;

import java.util.Arrays;

/**
 * A full connection at a single position, or a convolution whose kernels cover the input, over a
 * block of samples. Runs over units are longer than runs over samples, so that each sample's inputs
 * and outputs are turned into rows of their own.
 */
final class LaneFullConnection implements LaneOperation {

  private final LaneMaps x;
  private final int inputs;
  private final int outputs;
  private final int weightAt;
  private final int biasAt;

  /** The weights of each output. */
  private final float[][] ofOutputs;

  /** The weights of each input. */
  private final float[][] ofInputs;

  private final ThreadLocal<Turned> turned = ThreadLocal.withInitial(this::turned);

  /** Each sample's inputs and outputs, and the gradient by each output's weights. */
  private record Turned(float[][] inputs, float[][] outputs, float[][] gradient) {}

  /** It leads back to nothing, or threads would keep all of this. */
  private Turned turned() {
    Turned made = new Turned(new float[LANES][], new float[LANES][], new float[ofOutputs.length][]);
    LaneRows.make(made.inputs, ofInputs.length);
    LaneRows.make(made.outputs, ofOutputs.length);
    LaneRows.make(made.gradient, ofInputs.length);
    return made;
  }

  LaneFullConnection(LaneMaps x, int outputs, int weightAt, int biasAt) {
    this.x = x;
    this.inputs = x.shape().size();
    this.outputs = outputs;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    ofOutputs = new float[outputs][];
    ofInputs = new float[inputs][];
    LaneRows.make(ofOutputs, inputs);
    LaneRows.make(ofInputs, outputs);
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
  public void forward(float[] w, float[][] from, float[][] to) {
    Turned own = turned.get();
    turnInputs(from, own.inputs);
    for (float[] row : own.outputs) {
      System.arraycopy(w, biasAt, row, 0, outputs);
    }
    LaneProducts.add(own.outputs, outputs, ofInputs, own.inputs, 0);
    for (int o = 0; o < outputs; o++) {
      for (int s = 0; s < LANES; s++) {
        to[o][START + s] = own.outputs[s][o];
      }
    }
  }

  @Override
  public void backwardInputs(float[] w, float[][] values, float[][] dy, float[][] dx) {
    Turned own = turned.get();
    for (int o = 0; o < outputs; o++) {
      for (int s = 0; s < LANES; s++) {
        own.outputs[s][o] = dy[o][START + s];
      }
    }
    for (float[] row : own.inputs) {
      Arrays.fill(row, 0);
    }
    LaneProducts.add(own.inputs, inputs, ofOutputs, own.outputs, 0);
    int k = 0;
    for (float[] row : dx) {
      for (int at = START; at < x.end(); at += LANES) {
        for (int s = 0; s < LANES; s++) {
          row[at + s] = own.inputs[s][k];
        }
        k++;
      }
    }
  }

  @Override
  public void backwardParameters(float[][] from, float[][] dy, float[] dw) {
    Turned own = turned.get();
    turnInputs(from, own.inputs);
    for (int o = 0; o < outputs; o++) {
      dw[biasAt + o] += LaneLoops.sum(dy[o], START, START + LANES);
      System.arraycopy(dw, weightAt + o * inputs, own.gradient[o], 0, inputs);
    }
    LaneProducts.add(own.gradient, inputs, own.inputs, dy, START);
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(own.gradient[o], 0, dw, weightAt + o * inputs, inputs);
    }
  }

  private void turnInputs(float[][] from, float[][] to) {
    int k = 0;
    for (float[] row : from) {
      for (int at = START; at < x.end(); at += LANES) {
        for (int s = 0; s < LANES; s++) {
          to[s][k] = row[at + s];
        }
        k++;
      }
    }
  }
}
