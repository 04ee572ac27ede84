package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Centers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Radial basis functions at a single position over a block of samples. */
final class SimdRadialBasis implements SimdOperation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final int classes;
  private final int units;
  private final int lanes;

  /** The centres, each filled up with zeros to whole vectors. */
  private final float[] centers;

  private final int stride;

  SimdRadialBasis(int boundary, Centers centers, int lanes) {
    this.boundary = boundary;
    this.classes = centers.classes();
    this.units = centers.units();
    this.lanes = lanes;
    this.stride = (units + L - 1) / L * L;
    this.centers = new float[classes * stride];
    for (int i = 0; i < classes; i++) {
      System.arraycopy(centers.values()[i], 0, this.centers, i * stride, units);
    }
  }

  @Override
  public void forward(float[] w, SimdBlock block) {
    float[] x = block.values[boundary];
    float[] y = block.values[boundary + 1];
    for (int i = 0; i < classes; i++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      if (lanes == 1) {
        for (int j = 0; j < units; j += L) {
          FloatVector difference =
              FloatVector.fromArray(SPECIES, x, j)
                  .sub(FloatVector.fromArray(SPECIES, centers, i * stride + j));
          sum = difference.fma(difference, sum);
        }
        y[i] = SimdSum.of(sum);
      } else {
        for (int j = 0; j < units; j++) {
          FloatVector difference =
              FloatVector.fromArray(SPECIES, x, j * L).sub(centers[i * stride + j]);
          sum = difference.fma(difference, sum);
        }
        sum.intoArray(y, i * L);
      }
    }
  }

  /** dx_j = 2·Σ_i (x_j − w_ij)·dy_i. */
  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    int step = lanes == 1 ? L : 1;
    for (int j = 0; j < units; j += step) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, j * lanes);
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < classes; i++) {
        FloatVector difference =
            lanes == 1
                ? value.sub(FloatVector.fromArray(SPECIES, centers, i * stride + j))
                : value.sub(centers[i * stride + j]);
        FloatVector factor =
            lanes == 1
                ? FloatVector.broadcast(SPECIES, dy[i])
                : FloatVector.fromArray(SPECIES, dy, i * L);
        sum = difference.fma(factor, sum);
      }
      sum.mul(2).intoArray(dx, j * lanes);
    }
  }
}
