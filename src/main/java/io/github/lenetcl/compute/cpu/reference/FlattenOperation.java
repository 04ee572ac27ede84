package io.github.lenetcl.compute.cpu.reference;

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
  public void backwardInputs(
      float[] x, int xAt, float[] dy, int dyAt, float[] w, float[] dx, int dxAt) {
    copy(dy, dyAt, dx, dxAt);
  }

  @Override
  public void curvatureInputs(
      float[] x, int xAt, float[] hy, int hyAt, float[] w, float[] hx, int hxAt) {
    copy(hy, hyAt, hx, hxAt);
  }

  private void copy(float[] from, int fromAt, float[] to, int toAt) {
    if (from != to) {
      System.arraycopy(from, fromAt, to, toAt, size);
    }
  }
}
