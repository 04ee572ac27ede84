package io.github.lenetcl.compute.cpu.reference;

/**
 * The same values under another shape, copied where they are not in place already.
 *
 * @param size values of a sample
 */
record FlattenOperation(int size) implements WithoutParameters {

  @Override
  public void forward(float[] w, float[] x, int xAt, float[] y, int yAt) {
    copy(x, xAt, y, yAt);
  }

  @Override
  public void backwardInputs(
      float[] w, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    copy(dy, dyAt, dx, dxAt);
  }

  @Override
  public void curvatureInputs(
      float[] w, float[] x, int xAt, float[] hy, int hyAt, float[] hx, int hxAt) {
    copy(hy, hyAt, hx, hxAt);
  }

  private void copy(float[] from, int fromAt, float[] to, int toAt) {
    if (from != to) {
      System.arraycopy(from, fromAt, to, toAt, size);
    }
  }
}
