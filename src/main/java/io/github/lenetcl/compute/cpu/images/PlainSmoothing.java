package io.github.lenetcl.compute.cpu.images;

/** In plain loops, tap by tap. */
public final class PlainSmoothing implements Smoothing {

  @Override
  public void convolve(float[] from, int step, float[] taps, int begin, int end, float[] to) {
    for (int i = begin; i < end; i++) {
      to[i] = taps[0] * from[i];
    }
    for (int t = 1; t < taps.length; t++) {
      add(from, t * step, taps[t], begin, end, to);
    }
  }

  private static void add(float[] from, int distance, float tap, int begin, int end, float[] to) {
    for (int i = begin; i < end; i++) {
      to[i] += tap * (from[i - distance] + from[i + distance]);
    }
  }
}
