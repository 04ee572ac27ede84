package io.github.lenetcl.compute.cpu;

import static io.github.lenetcl.network.Activation.AMPLITUDE;
import static io.github.lenetcl.network.Activation.SLOPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The squashing function over a block of samples, in place. */
final class SimdSquash implements SimdOperation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final SimdMaps y;
  private final SimdMaps dy;

  SimdSquash(int boundary, SimdMaps y, SimdMaps dy) {
    this.boundary = boundary;
    this.y = y;
    this.dy = dy;
  }

  /** Squashes the gaps too: they stay finite. */
  @Override
  public void forward(float[] w, SimdBlock block) {
    float[] values = block.values[boundary + 1];
    int end = y.start() + y.shape().maps() * y.mapStride();
    for (int i = y.start(); i < end; i += L) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, i).mul(SLOPE);
      SimdTanh.tanh(a).mul(AMPLITUDE).intoArray(values, i);
    }
  }

  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] values = block.values[boundary + 1];
    float[] derivatives = block.derivatives[boundary + 1];
    if (y.isPacked() && dy.isPacked()) {
      multiplyBySlope(values, 0, derivatives, 0, y.shape().size() * y.lanes());
      return;
    }
    // A run that ends within a vector overruns into a gap, where derivatives are zero and stay so.
    boolean mapsAreRuns = y.rowStride() == dy.rowStride();
    for (int m = 0; m < y.shape().maps(); m++) {
      for (int r = 0; r < (mapsAreRuns ? 1 : y.shape().height()); r++) {
        multiplyBySlope(
            values,
            y.at(m, r, 0),
            derivatives,
            dy.at(m, r, 0),
            mapsAreRuns ? y.mapLength() : y.rowLength());
      }
    }
  }

  /** f' = A·S·(1 − (f/A)²), from the value f. */
  private static void multiplyBySlope(
      float[] values, int at, float[] derivatives, int derivativesAt, int length) {
    for (int i = 0; i < length; i += L) {
      FloatVector tanh = FloatVector.fromArray(SPECIES, values, at + i).mul(1 / AMPLITUDE);
      FloatVector slope = tanh.mul(tanh).neg().add(1).mul(AMPLITUDE * SLOPE);
      slope
          .mul(FloatVector.fromArray(SPECIES, derivatives, derivativesAt + i))
          .intoArray(derivatives, derivativesAt + i);
    }
  }
}
