package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneWindows;
import io.github.lenetcl.compute.cpu.blocks.WindowFactors;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Trainable subsampling, or means of windows, over a block: the sum of each window times a factor,
 * plus a bias. A mean is over what the window sees of the map.
 */
final class WideSumPooling implements WidePooling {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  private final int boundary;
  private final Shape in;
  private final Shape out;
  private final LaneWindows windows;
  private final WindowFactors factors;

  /**
   * Makes the operation.
   *
   * @param factors the coefficients and biases, or what makes means
   */
  WideSumPooling(int boundary, Window window, Shape in, Shape out, WindowFactors factors) {
    this.boundary = boundary;
    this.in = in;
    this.out = out;
    this.factors = factors;
    windows = new LaneWindows(window, in, out, L);
  }

  private float factor(float[] w, int map, int unit) {
    return factors.factor(w, map, windows.offsets[unit].length);
  }

  @Override
  public int boundary() {
    return boundary;
  }

  @Override
  public LaneWindows windows() {
    return windows;
  }

  @Override
  public void units(int first, int end, float[] w, float[] x, int map, int skipped, float[] y) {
    for (int m = 0; m < out.maps(); m++) {
      float bias = factors.bias(w, m);
      for (int unit = first; unit < end; unit++) {
        sum(x, m * map + windows.begins[unit] - skipped, windows.offsets[unit])
            .mul(factor(w, m, unit))
            .add(bias)
            .intoArray(y, (m * windows.units + unit) * L);
      }
    }
  }

  private static FloatVector sum(float[] x, int at, int[] offsets) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int offset : offsets) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, at + offset));
    }
    return sum;
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dy = block.derivatives[boundary + 1];
    float[] dx = block.derivatives[boundary];
    if (!windows.tiling) {
      Arrays.fill(dx, 0, in.size() * L, 0);
    }
    for (int m = 0; m < out.maps(); m++) {
      int map = m * in.area() * L;
      for (int unit = 0; unit < windows.units; unit++) {
        FloatVector value =
            FloatVector.fromArray(SPECIES, dy, (m * windows.units + unit) * L)
                .mul(factor(w, m, unit));
        spread(dx, map + windows.begins[unit], windows.offsets[unit], value);
      }
    }
  }

  private void spread(float[] dx, int at, int[] offsets, FloatVector value) {
    for (int offset : offsets) {
      if (windows.tiling) {
        value.intoArray(dx, at + offset);
      } else {
        FloatVector.fromArray(SPECIES, dx, at + offset).add(value).intoArray(dx, at + offset);
      }
    }
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    if (!factors.trainable()) {
      return;
    }
    float[] x = block.values[boundary];
    float[] dy = block.derivatives[boundary + 1];
    for (int m = 0; m < out.maps(); m++) {
      int map = m * in.area() * L;
      FloatVector coefficient = FloatVector.zero(SPECIES);
      FloatVector bias = coefficient;
      for (int unit = 0; unit < windows.units; unit++) {
        FloatVector value = FloatVector.fromArray(SPECIES, dy, (m * windows.units + unit) * L);
        FloatVector sum = sum(x, map + windows.begins[unit], windows.offsets[unit]);
        coefficient = sum.fma(value, coefficient);
        bias = bias.add(value);
      }
      dw[factors.coefficientAt() + m] += SimdSum.of(coefficient);
      dw[factors.biasAt() + m] += SimdSum.of(bias);
    }
  }
}
