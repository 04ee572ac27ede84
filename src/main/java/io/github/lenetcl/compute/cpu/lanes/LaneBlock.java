package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.LANES;
import static io.github.lenetcl.compute.cpu.lanes.LaneMaps.START;

import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.Step;
import java.util.Arrays;

/** The values and derivatives of {@value LaneMaps#LANES} samples. */
final class LaneBlock implements Block {

  private static final float CANARY = -1.2345e30f;

  private final LaneNetwork network;
  private final LaneMaps[] maps;
  private final boolean guarded;
  private final float[] inputs;

  /** For each boundary between layers the rows there; a squash shares those before it. */
  final float[][][] values;

  /** The derivatives by {@link #values}, shared alike; none where no backward pass will come. */
  final float[][][] derivatives;

  LaneBlock(
      LaneNetwork network, LaneMaps[] maps, boolean[] inPlace, boolean backward, boolean guarded) {
    this.network = network;
    this.maps = maps;
    this.guarded = guarded;
    inputs = new float[maps[0].shape().size() * LANES];
    values = allocate(inPlace);
    derivatives = backward ? allocate(inPlace) : new float[0][][];
  }

  private float[][][] allocate(boolean[] inPlace) {
    float[][][] rows = new float[maps.length][][];
    for (int i = 0; i < maps.length; i++) {
      rows[i] = inPlace[i] ? rows[i - 1] : maps[i].make();
      if (guarded) {
        for (float[] row : rows[i]) {
          Arrays.fill(row, START, maps[i].end(), Float.NaN);
          row[row.length - 1] = CANARY;
        }
      }
    }
    return rows;
  }

  @Override
  public float[] inputs() {
    return inputs;
  }

  @Override
  public void forward(float[] w) {
    int length = maps[0].length();
    for (int row = 0; row < values[0].length; row++) {
      System.arraycopy(inputs, row * length, values[0][row], START, length);
    }
    network.forward(w, this);
  }

  @Override
  public void copyOut(int boundary, int lane, float[] to, int at) {
    copyOut(values, boundary, lane, to, at);
  }

  private void copyOut(float[][][] from, int boundary, int lane, float[] to, int at) {
    int next = at;
    for (float[] row : from[boundary]) {
      for (int t = START + lane; t < maps[boundary].end(); t += LANES) {
        to[next++] = row[t];
      }
    }
  }

  @Override
  public void seed(int boundary, int lane, float[] first, int at) {
    if (derivatives.length == 0) {
      return;
    }
    int next = at;
    for (float[] row : derivatives[boundary]) {
      for (int t = START + lane; t < maps[boundary].end(); t += LANES) {
        row[t] = first[next++];
      }
    }
  }

  @Override
  public void backward(int seeded, float[] w, float[] dw, int slot) {
    network.backward(seeded, w, this, dw);
  }

  @Override
  public void backwardToInputs(float[] w) {
    network.backwardToInputs(w, this);
  }

  @Override
  public void copyInputDerivatives(int lane, float[] to, int at) {
    copyOut(derivatives, 0, lane, to, at);
  }

  @Override
  public boolean step(int seeded, Step step) {
    Arrays.fill(step.g(), 0);
    backward(seeded, step.w(), step.g(), 0);
    return step.all();
  }

  @Override
  public boolean isDamaged() {
    return guarded && (isDamaged(values) || isDamaged(derivatives));
  }

  private static boolean isDamaged(float[][][] boundaries) {
    return Arrays.stream(boundaries)
        .flatMap(Arrays::stream)
        .anyMatch(row -> row[row.length - 1] != CANARY);
  }
}
