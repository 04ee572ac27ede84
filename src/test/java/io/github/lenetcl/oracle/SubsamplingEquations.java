package io.github.lenetcl.oracle;

import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Subsampling;

/**
 * S2 and S4: a = coefficient·Σ + bias, Σ the sum of the window's inputs. The coefficient is one
 * connection to that sum, so that its second derivative is Σ²·∂²E/∂a².
 */
record SubsamplingEquations(Subsampling layer, Shape input, int offset) implements Equations {

  @Override
  public double[] forward(double[] x, double[] w) {
    double[] sums = sums(x);
    double[] a = new double[sums.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = w[coefficient(i)] * sums[i] + w[bias(i)];
    }
    return a;
  }

  @Override
  public double[] backward(double[] x, double[] w, double[] da, double[] dw) {
    double[] sums = sums(x);
    for (int i = 0; i < da.length; i++) {
      dw[coefficient(i)] += da[i] * sums[i];
      dw[bias(i)] += da[i];
    }
    double[] dx = new double[x.length];
    forEachInput((i, j) -> dx[j] += w[coefficient(i)] * da[i]);
    return dx;
  }

  @Override
  public double[] curvature(double[] x, double[] w, double[] ha, double[] hw) {
    double[] sums = sums(x);
    for (int i = 0; i < ha.length; i++) {
      hw[coefficient(i)] += ha[i] * sums[i] * sums[i];
      hw[bias(i)] += ha[i];
    }
    double[] hx = new double[x.length];
    forEachInput((i, j) -> hx[j] += w[coefficient(i)] * w[coefficient(i)] * ha[i]);
    return hx;
  }

  private double[] sums(double[] x) {
    double[] sums = new double[output().size()];
    forEachInput((i, j) -> sums[i] += x[j]);
    return sums;
  }

  /** Shows every unit i with each input j of its window. */
  private void forEachInput(Pair pair) {
    Shape output = output();
    Windows windows = new Windows(layer.window(), input, output);
    for (int map = 0; map < output.maps(); map++) {
      int units = map * output.area();
      int inputs = map * input.area();
      windows.forEach((unit, place, within) -> pair.see(units + unit, inputs + place));
    }
  }

  private interface Pair {
    void see(int unit, int input);
  }

  private Shape output() {
    return layer.outputShape(input);
  }

  private int coefficient(int unit) {
    return offset + unit / output().area();
  }

  private int bias(int unit) {
    return offset + layer.maps() + unit / output().area();
  }
}
