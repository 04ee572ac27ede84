package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.network.Centers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Radial basis functions with fixed centres, at each position of a block. */
final class WideRadialBasis implements LaneLayer {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final int classes;
  private final int units;
  private final int area;
  private final float[] centers;

  WideRadialBasis(int boundary, Centers centers, int area) {
    this.boundary = boundary;
    this.area = area;
    classes = centers.classes();
    units = centers.units();
    this.centers = centers.flat();
  }

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
    for (int i = 0; i < classes; i++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int j = 0; j < units; j++) {
        FloatVector difference =
            FloatVector.fromArray(SPECIES, x, at + j * area * L).sub(centers[i * units + j]);
        sum = difference.fma(difference, sum);
      }
      sum.intoArray(y, at + i * area * L);
    }
  }

  /** dx_j = 2·Σ_i (x_j − w_ij)·dy_i. */
  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    for (int at = 0; at < area * L; at += L) {
      backward(block.values[boundary], at, dy, block.derivatives[boundary]);
    }
  }

  private void backward(float[] x, int at, float[] dy, float[] dx) {
    for (int j = 0; j < units; j++) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, at + j * area * L);
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < classes; i++) {
        FloatVector factor = FloatVector.fromArray(SPECIES, dy, at + i * area * L);
        sum = value.sub(centers[i * units + j]).fma(factor, sum);
      }
      sum.mul(2).intoArray(dx, at + j * area * L);
    }
  }
}
