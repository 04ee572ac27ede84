package io.github.lenetcl.compute.cpu;

import static io.github.lenetcl.compute.cpu.LaneMaps.LANES;
import static io.github.lenetcl.compute.cpu.LaneMaps.START;

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

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** Each sample's inputs and outputs, and the gradient of each output's weights. */
  private final class Scratch {

    private final float[][] inputs = new float[LANES][LaneFullConnection.this.inputs];
    private final float[][] outputs = new float[LANES][LaneFullConnection.this.outputs];
    private final float[][] gradient = new float[ofOutputs.length][ofInputs.length];
  }

  LaneFullConnection(LaneMaps x, int outputs, int weightAt, int biasAt) {
    this.x = x;
    this.inputs = x.shape().size();
    this.outputs = outputs;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    ofOutputs = new float[outputs][inputs];
    ofInputs = new float[inputs][outputs];
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
    Scratch scratch = this.scratch.get();
    turnInputs(from, scratch.inputs);
    for (float[] row : scratch.outputs) {
      System.arraycopy(w, biasAt, row, 0, outputs);
    }
    LaneProducts.add(scratch.outputs, ofInputs, scratch.inputs, 0);
    for (int o = 0; o < outputs; o++) {
      for (int s = 0; s < LANES; s++) {
        to[o][START + s] = scratch.outputs[s][o];
      }
    }
  }

  @Override
  public void backwardInputs(float[] w, float[][] values, float[][] dy, float[][] dx) {
    Scratch scratch = this.scratch.get();
    for (int o = 0; o < outputs; o++) {
      for (int s = 0; s < LANES; s++) {
        scratch.outputs[s][o] = dy[o][START + s];
      }
    }
    for (float[] row : scratch.inputs) {
      Arrays.fill(row, 0);
    }
    LaneProducts.add(scratch.inputs, ofOutputs, scratch.outputs, 0);
    int k = 0;
    for (float[] row : dx) {
      for (int at = START; at < x.end(); at += LANES) {
        for (int s = 0; s < LANES; s++) {
          row[at + s] = scratch.inputs[s][k];
        }
        k++;
      }
    }
  }

  @Override
  public void backwardParameters(float[][] from, float[][] dy, float[] dw) {
    Scratch scratch = this.scratch.get();
    turnInputs(from, scratch.inputs);
    for (int o = 0; o < outputs; o++) {
      dw[biasAt + o] += LaneLoops.sum(dy[o], START, START + LANES);
      System.arraycopy(dw, weightAt + o * inputs, scratch.gradient[o], 0, inputs);
    }
    LaneProducts.add(scratch.gradient, scratch.inputs, dy, START);
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(scratch.gradient[o], 0, dw, weightAt + o * inputs, inputs);
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
