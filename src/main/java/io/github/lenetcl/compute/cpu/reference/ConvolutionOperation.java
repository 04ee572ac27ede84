package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.network.Convolution;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * y_o[r,c] = b_o + Σ over the pairs (i,o) of the table, Σ_{p,q} w_io[p,q]·x_i[r+p,c+q].
 *
 * <p>Every pass visits each input map under each shift (p,q) of the kernel, makes the shifted plane
 * that the output maps see there, and handles all output maps that read it. Planes are arrays of
 * their own and are met at the same index: the form of loop that the JIT compiler turns into vector
 * instructions.
 */
final class ConvolutionOperation implements Operation {

  private final int kernel;
  private final Shape in;
  private final Shape out;
  private final int weightAt;
  private final int biasAt;

  /** For each input map the pairs that read it, and their output maps. */
  private final int[][] pairsOf;

  private final int[] outputOf;
  private final ThreadLocal<Planes> planes;

  /** Arrays to work in: one plane for each output map, and the shifted plane of an input map. */
  private record Planes(float[][] out, float[] shifted) {}

  ConvolutionOperation(Convolution layer, Shape input, int weightAt, int biasAt) {
    kernel = layer.kernel();
    in = input;
    out = layer.outputShape(input);
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    int[] inputOf = layer.table().pairInputs();
    outputOf = layer.table().pairOutputs();
    pairsOf = new int[in.maps()][];
    for (int i = 0; i < in.maps(); i++) {
      int map = i;
      pairsOf[i] =
          IntStream.range(0, inputOf.length).filter(pair -> inputOf[pair] == map).toArray();
    }
    planes =
        ThreadLocal.withInitial(
            () -> new Planes(new float[out.maps()][out.area()], new float[out.area()]));
  }

  @Override
  public void forward(float[] w, float[] x, int xAt, float[] y, int yAt) {
    Planes planes = this.planes.get();
    float[] shifted = planes.shifted;
    for (int o = 0; o < out.maps(); o++) {
      Arrays.fill(planes.out[o], w[biasAt + o]);
    }
    for (int i = 0; i < in.maps(); i++) {
      for (int shift = 0; shift < kernel * kernel; shift++) {
        copyRows(x, corner(xAt, i, shift), shifted);
        for (int pair : pairsOf[i]) {
          Run.add(planes.out[outputOf[pair]], weight(w, pair, shift), shifted);
        }
      }
    }
    for (int o = 0; o < out.maps(); o++) {
      System.arraycopy(planes.out[o], 0, y, yAt + o * out.area(), out.area());
    }
  }

  @Override
  public void backwardInputs(
      float[] w, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    toInputs(w, false, dy, dyAt, dx, dxAt);
  }

  @Override
  public void curvatureInputs(
      float[] w, float[] x, int xAt, float[] hy, int hyAt, float[] hx, int hxAt) {
    toInputs(w, true, hy, hyAt, hx, hxAt);
  }

  /** dx_i[r+p,c+q] = Σ w_io[p,q]·dy_o[r,c]; with the weights squared, the curvature. */
  private void toInputs(float[] w, boolean squared, float[] dy, int dyAt, float[] dx, int dxAt) {
    Planes planes = planesOf(dy, dyAt);
    float[] shifted = planes.shifted;
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int i = 0; i < in.maps(); i++) {
      for (int shift = 0; shift < kernel * kernel; shift++) {
        Arrays.fill(shifted, 0);
        for (int pair : pairsOf[i]) {
          float weight = weight(w, pair, shift);
          Run.add(shifted, squared ? weight * weight : weight, planes.out[outputOf[pair]]);
        }
        addRows(shifted, dx, corner(dxAt, i, shift));
      }
    }
  }

  @Override
  public void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    toParameters(x, xAt, false, dy, dyAt, dw);
  }

  @Override
  public void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {
    toParameters(x, xAt, true, hy, hyAt, hw);
  }

  /** dw_io[p,q] += Σ_{r,c} dy_o[r,c]·x_i[r+p,c+q]; with the inputs squared, the curvature. */
  private void toParameters(float[] x, int xAt, boolean squared, float[] dy, int dyAt, float[] dw) {
    Planes planes = planesOf(dy, dyAt);
    float[] shifted = planes.shifted;
    Arrays.fill(shifted, 1);
    for (int o = 0; o < out.maps(); o++) {
      dw[biasAt + o] += Run.dot(shifted, planes.out[o]);
    }
    for (int i = 0; i < in.maps(); i++) {
      for (int shift = 0; shift < kernel * kernel; shift++) {
        copyRows(x, corner(xAt, i, shift), shifted);
        if (squared) {
          Run.square(shifted);
        }
        for (int pair : pairsOf[i]) {
          dw[weightAt + pair * kernel * kernel + shift] +=
              Run.dot(shifted, planes.out[outputOf[pair]]);
        }
      }
    }
  }

  /** Where the shifted plane of an input map begins. */
  private int corner(int at, int map, int shift) {
    return at + map * in.area() + shift / kernel * in.width() + shift % kernel;
  }

  private float weight(float[] w, int pair, int shift) {
    return w[weightAt + pair * kernel * kernel + shift];
  }

  private Planes planesOf(float[] y, int yAt) {
    Planes planes = this.planes.get();
    for (int o = 0; o < out.maps(); o++) {
      System.arraycopy(y, yAt + o * out.area(), planes.out[o], 0, out.area());
    }
    return planes;
  }

  private void copyRows(float[] x, int corner, float[] plane) {
    for (int r = 0; r < out.height(); r++) {
      System.arraycopy(x, corner + r * in.width(), plane, r * out.width(), out.width());
    }
  }

  private void addRows(float[] plane, float[] x, int corner) {
    for (int r = 0; r < out.height(); r++) {
      int row = corner + r * in.width();
      for (int c = 0; c < out.width(); c++) {
        x[row + c] += plane[r * out.width() + c];
      }
    }
  }
}
