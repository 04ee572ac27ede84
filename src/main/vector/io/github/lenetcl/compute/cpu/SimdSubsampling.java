package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Subsampling, or means of windows, over a block of samples: a vector for each unit. */
final class SimdSubsampling implements SimdOperation {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private final int boundary;
  private final int window;
  private final SimdMaps x;
  private final SimdMaps y;
  private final SimdMaps dx;
  private final SimdMaps dy;
  private final SimdFactors factors;

  SimdSubsampling(
      int boundary,
      int window,
      SimdMaps x,
      SimdMaps y,
      SimdMaps dx,
      SimdMaps dy,
      SimdFactors factors) {
    this.boundary = boundary;
    this.window = window;
    this.x = x;
    this.y = y;
    this.dx = dx;
    this.dy = dy;
    this.factors = factors;
  }

  @Override
  public void forward(float[] w, SimdBlock block) {
    float[] from = block.values[boundary];
    float[] to = block.values[boundary + 1];
    Shape out = y.shape();
    for (int m = 0; m < out.maps(); m++) {
      float coefficient = factors.coefficient(w, m);
      float bias = factors.bias(w, m);
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          windowSum(from, x.at(m, r * window, c * window))
              .mul(coefficient)
              .add(bias)
              .intoArray(to, y.at(m, r, c));
        }
      }
    }
  }

  @Override
  public void backwardInputs(float[] w, SimdBlock block) {
    float[] from = block.derivatives[boundary + 1];
    float[] to = block.derivatives[boundary];
    Shape out = y.shape();
    if (out.height() * window < x.shape().height() || out.width() * window < x.shape().width()) {
      // Rows and columns that fill no window get nothing.
      Arrays.fill(to, 0, dx.start() + dx.shape().maps() * dx.mapStride(), 0);
    }
    for (int m = 0; m < out.maps(); m++) {
      float coefficient = factors.coefficient(w, m);
      for (int r = 0; r < out.height(); r++) {
        for (int c = 0; c < out.width(); c++) {
          FloatVector value = FloatVector.fromArray(SPECIES, from, dy.at(m, r, c)).mul(coefficient);
          spread(to, dx.at(m, r * window, c * window), value);
        }
      }
    }
  }

  @Override
  public void backwardParameters(SimdBlock block, float[] dw) {
    if (!factors.trainable()) {
      return;
    }
    float[] values = block.values[boundary];
    float[] derivatives = block.derivatives[boundary + 1];
    for (int m = 0; m < y.shape().maps(); m++) {
      FloatVector coefficient = FloatVector.zero(SPECIES);
      FloatVector bias = coefficient;
      for (int r = 0; r < y.shape().height(); r++) {
        for (int c = 0; c < y.shape().width(); c++) {
          FloatVector value = FloatVector.fromArray(SPECIES, derivatives, dy.at(m, r, c));
          FloatVector sum = windowSum(values, x.at(m, r * window, c * window));
          coefficient = sum.fma(value, coefficient);
          bias = bias.add(value);
        }
      }
      dw[factors.coefficientAt() + m] += SimdSum.of(coefficient);
      dw[factors.biasAt() + m] += SimdSum.of(bias);
    }
  }

  private FloatVector windowSum(float[] values, int corner) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int p = 0; p < window; p++) {
      for (int q = 0; q < window; q++) {
        int at = corner + p * x.rowStride() + q * x.lanes();
        sum = sum.add(FloatVector.fromArray(SPECIES, values, at));
      }
    }
    return sum;
  }

  private void spread(float[] to, int corner, FloatVector value) {
    for (int p = 0; p < window; p++) {
      for (int q = 0; q < window; q++) {
        value.intoArray(to, corner + p * dx.rowStride() + q * dx.lanes());
      }
    }
  }
}
