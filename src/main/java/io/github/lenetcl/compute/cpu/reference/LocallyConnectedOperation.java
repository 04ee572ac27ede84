package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.network.LocallyConnected;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * y_u = b_u + Σ w_u·(the inputs in the window of unit u), with weights of its own for every unit.
 * The inputs in a window are brought together first; the units of all output maps at a position
 * share them.
 */
final class LocallyConnectedOperation implements Operation {

  private final Fields fields;
  private final Shape in;
  private final Shape out;
  private final int fanIn;
  private final int weightAt;
  private final OptionalInt biasAt;
  private final ThreadLocal<float[]> patches;

  LocallyConnectedOperation(LocallyConnected layer, int weightAt, OptionalInt biasAt) {
    in = layer.input();
    out = layer.outputShape(in);
    fields = new Fields(layer.window(), in, out);
    fanIn = in.maps() * layer.window().area();
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    patches = ThreadLocal.withInitial(() -> new float[fanIn]);
  }

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    float[] patch = patches.get();
    for (int position = 0; position < out.area(); position++) {
      take(x, xAt, position, patch);
      for (int unit = position; unit < out.size(); unit += out.area()) {
        float bias = biasAt.isPresent() ? w[biasAt.getAsInt() + unit] : 0;
        y[yAt + unit] = bias + Run.dot(w, weightAt + unit * fanIn, patch);
      }
    }
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    float[] patch = patches.get();
    Arrays.fill(dx, dxAt, dxAt + in.size(), 0);
    for (int position = 0; position < out.area(); position++) {
      Arrays.fill(patch, 0);
      for (int unit = position; unit < out.size(); unit += out.area()) {
        float value = dy[dyAt + unit];
        int own = weightAt + unit * fanIn;
        for (int k = 0; k < fanIn; k++) {
          patch[k] += value * degree.factor(w[own + k]);
        }
      }
      give(patch, position, dx, dxAt);
    }
  }

  @Override
  public void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {
    float[] patch = patches.get();
    for (int position = 0; position < out.area(); position++) {
      take(x, xAt, position, patch);
      if (degree == Degree.SECOND) {
        Run.square(patch);
      }
      for (int unit = position; unit < out.size(); unit += out.area()) {
        float value = dy[dyAt + unit];
        int own = weightAt + unit * fanIn;
        for (int k = 0; k < fanIn; k++) {
          dw[own + k] += value * patch[k];
        }
        if (biasAt.isPresent()) {
          dw[biasAt.getAsInt() + unit] += value;
        }
      }
    }
  }

  /** Brings together what the units at a position see. */
  private void take(float[] x, int xAt, int position, float[] patch) {
    Arrays.fill(patch, 0);
    int r = position / out.width();
    int c = position % out.width();
    int length = fields.endColumn(c) - fields.firstColumn(c);
    for (int i = 0; i < in.maps() && length > 0; i++) {
      for (int y = fields.firstRow(r); y < fields.endRow(r); y++) {
        int from = xAt + (i * in.height() + y) * in.width() + fields.firstColumn(c);
        System.arraycopy(x, from, patch, place(i, r, c, y), length);
      }
    }
  }

  /** Adds to the inputs what {@link #take} brings together of them. */
  private void give(float[] patch, int position, float[] dx, int dxAt) {
    int r = position / out.width();
    int c = position % out.width();
    int length = fields.endColumn(c) - fields.firstColumn(c);
    for (int i = 0; i < in.maps(); i++) {
      for (int y = fields.firstRow(r); y < fields.endRow(r); y++) {
        int to = dxAt + (i * in.height() + y) * in.width() + fields.firstColumn(c);
        int from = place(i, r, c, y);
        for (int k = 0; k < length; k++) {
          dx[to + k] += patch[from + k];
        }
      }
    }
  }

  /** Where the inputs of row y stand among those that unit (r, c) sees. */
  private int place(int i, int r, int c, int y) {
    int p = y - fields.row(r, 0);
    int q = fields.firstColumn(c) - (c * fields.window().strideAcross() - fields.left());
    return (i * fields.window().height() + p) * fields.window().width() + q;
  }
}
