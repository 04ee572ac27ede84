package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;

/**
 * The same values under another shape, copied where they are not in place already.
 *
 * @param size values of a sample
 */
record FlattenOperation(int size) implements WithoutParameters {

  @Override
  public void forward(float[] x, int xAt, float[] w, float[] y, int yAt) {
    copy(x, xAt, y, yAt);
  }

  @Override
  public void toInputs(
      Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    copy(dy, dyAt, dx, dxAt);
  }

  private void copy(float[] from, int fromAt, float[] to, int toAt) {
    if (from != to) {
      System.arraycopy(from, fromAt, to, toAt, size);
    }
  }
}
