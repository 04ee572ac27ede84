package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Centers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Radial basis functions, at each position of a block of samples. */
final class SimdRadialBasis implements SimdOperation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final int classes;
  private final int units;
  private final SimdMaps x;
  private final SimdMaps y;
  private final SimdMaps dx;
  private final SimdMaps dy;

  /** The centres, each filled up with zeros to whole vectors. */
  private final float[] centers;

  private final int stride;

  /**
   * Makes the operation.
   *
   * @param x how the inputs lie; with a single sample they must be packed and at one position
   */
  SimdRadialBasis(int boundary, Centers centers, SimdMaps x, SimdMaps y, SimdMaps dx, SimdMaps dy) {
    this.boundary = boundary;
    this.classes = centers.classes();
    this.units = centers.units();
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.dy = dy;
    this.stride = (units + L - 1) / L * L;
    this.centers = new float[classes * stride];
    for (int i = 0; i < classes; i++) {
      System.arraycopy(centers.values()[i], 0, this.centers, i * stride, units);
    }
  }

  @Override
  public void forward(float[] w, SimdBlock block) {
    float[] values = block.values[boundary];
    float[] penalties = block.values[boundary + 1];
    if (x.lanes() == 1) {
      forwardOne(values, penalties);
      return;
    }
    for (int r = 0; r < x.shape().height(); r++) {
      for (int c = 0; c < x.shape().width(); c++) {
        forwardAt(values, x.at(0, r, c), penalties, y.at(0, r, c));
      }
    }
  }

  /** The units of a single sample are in the lanes. */
  private void forwardOne(float[] values, float[] penalties) {
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

  private void forwardAt(float[] values, int at, float[] penalties, int to) {
    for (int i = 0; i < classes; i++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int j = 0; j < units; j++) {
        FloatVector difference =
            FloatVector.fromArray(SPECIES, values, at + j * x.mapStride())
                .sub(centers[i * stride + j]);
        sum = difference.fma(difference, sum);
      }
      sum.intoArray(penalties, to + i * y.mapStride());
    }
  }

  /** dx_j = 2·Σ_i (x_j − w_ij)·dy_i. */
  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] values = block.values[boundary];
    float[] from = block.derivatives[boundary + 1];
    float[] to = block.derivatives[boundary];
    if (x.lanes() == 1) {
      backwardOne(values, from, to);
      return;
    }
    for (int r = 0; r < x.shape().height(); r++) {
      for (int c = 0; c < x.shape().width(); c++) {
        backwardAt(values, x.at(0, r, c), from, dy.at(0, r, c), to, dx.at(0, r, c));
      }
    }
  }

  private void backwardOne(float[] values, float[] from, float[] to) {
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

  private void backwardAt(float[] values, int at, float[] from, int fromAt, float[] to, int toAt) {
    for (int j = 0; j < units; j++) {
      FloatVector value = FloatVector.fromArray(SPECIES, values, at + j * x.mapStride());
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < classes; i++) {
        FloatVector factor = FloatVector.fromArray(SPECIES, from, fromAt + i * dy.mapStride());
        sum = value.sub(centers[i * stride + j]).fma(factor, sum);
      }
      sum.mul(2).intoArray(to, toAt + j * dx.mapStride());
    }
  }
}
