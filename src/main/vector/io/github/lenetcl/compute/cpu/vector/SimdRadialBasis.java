package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.network.Centers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Radial basis functions of a single sample, at one position. */
final class SimdRadialBasis implements SimdOperation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final int classes;
  private final int units;

  /** The centres, each filled up with zeros to whole vectors. */
  private final float[] centers;

  private final int stride;

  SimdRadialBasis(int boundary, Centers centers) {
    this.boundary = boundary;
    this.classes = centers.classes();
    this.units = centers.units();
    this.stride = (units + L - 1) / L * L;
    this.centers = new float[classes * stride];
    for (int i = 0; i < classes; i++) {
      System.arraycopy(centers.values()[i], 0, this.centers, i * stride, units);
    }
  }

  @Override
  public void forward(SimdBlock block, float[] w) {
    float[] values = block.values[boundary];
    float[] penalties = block.values[boundary + 1];
    forward(values, penalties);
  }

  /** The units of a single sample are in the lanes. */
  private void forward(float[] values, float[] penalties) {
    for (int i = 0; i < classes; i++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int j = 0; j < units; j += L) {
        FloatVector difference =
            FloatVector.fromArray(SPECIES, values, j)
                .sub(FloatVector.fromArray(SPECIES, centers, i * stride + j));
        sum = difference.fma(difference, sum);
      }
      penalties[i] = SimdSum.of(sum);
    }
  }

  /** dx_j = 2·Σ_i (x_j − w_ij)·dy_i. */
  @Override
  public void backwardInputs(SimdBlock block, float[] w) {
    float[] values = block.values[boundary];
    float[] from = block.derivatives[boundary + 1];
    float[] to = block.derivatives[boundary];
    backward(values, from, to);
  }

  private void backward(float[] values, float[] from, float[] to) {
    for (int j = 0; j < units; j += L) {
      FloatVector value = FloatVector.fromArray(SPECIES, values, j);
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < classes; i++) {
        FloatVector difference = value.sub(FloatVector.fromArray(SPECIES, centers, i * stride + j));
        sum = difference.fma(FloatVector.broadcast(SPECIES, from[i]), sum);
      }
      sum.mul(2).intoArray(to, j);
    }
  }
}
