package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Softmax over the maps at each position of a block; all exponents are relative to the largest. */
record WideSoftmax(int boundary, int units, int area) implements LaneLayer {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  @Override
  public String name() {
    return "vector instructions";
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    for (int at = 0; at < area * L; at += L) {
      forward(block.values[boundary], at, block.values[boundary + 1]);
    }
  }

  private void forward(float[] x, int at, float[] y) {
    int step = area * L;
    FloatVector largest = FloatVector.fromArray(SPECIES, x, at);
    for (int i = 1; i < units; i++) {
      largest = largest.max(FloatVector.fromArray(SPECIES, x, at + i * step));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < units; i++) {
      FloatVector e =
          SimdExp.ofNegative(FloatVector.fromArray(SPECIES, x, at + i * step).sub(largest));
      e.intoArray(y, at + i * step);
      sum = sum.add(e);
    }
    for (int i = 0; i < units; i++) {
      FloatVector.fromArray(SPECIES, y, at + i * step).div(sum).intoArray(y, at + i * step);
    }
  }

  /** ∂E/∂x_j = p_j·(∂E/∂p_j − Σ_i p_i·∂E/∂p_i). */
  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] p = block.values[boundary + 1];
    float[] dy = block.derivatives[boundary + 1];
    for (int at = 0; at < area * L; at += L) {
      backward(p, dy, at, block.derivatives[boundary]);
    }
  }

  private void backward(float[] p, float[] dy, int at, float[] dx) {
    int step = area * L;
    FloatVector mean = FloatVector.zero(SPECIES);
    for (int i = 0; i < units; i++) {
      FloatVector value = FloatVector.fromArray(SPECIES, p, at + i * step);
      mean = value.fma(FloatVector.fromArray(SPECIES, dy, at + i * step), mean);
    }
    for (int j = 0; j < units; j++) {
      FloatVector.fromArray(SPECIES, dy, at + j * step)
          .sub(mean)
          .mul(FloatVector.fromArray(SPECIES, p, at + j * step))
          .intoArray(dx, at + j * step);
    }
  }
}
