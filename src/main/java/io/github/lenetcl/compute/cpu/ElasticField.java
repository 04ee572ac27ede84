package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.network.Shape;

/**
 * The displacements of one sample after another: noise in both directions, smoothed by a Gaussian
 * along columns, then along rows. Rows have {@code radius} zeros between them, and as many rows of
 * zeros stand above and below, so that each tap of the Gaussian is one run over all pixels.
 */
final class ElasticField {

  /** The first draw of the pixels; those before it belong to the affine map. */
  private static final int FIRST_DRAW = 8;

  private final float[] taps;
  private final int height;
  private final int width;
  private final int radius;
  private final int pitch;
  private final int first;
  private final int length;
  private final float[] noiseX;
  private final float[] noiseY;
  private final float[] smoothed;
  private final float[] x;
  private final float[] y;

  /**
   * Makes room.
   *
   * @param taps the Gaussian from its middle outwards
   * @param input the shape of the input, for each of whose pixels there is a displacement
   */
  ElasticField(float[] taps, Shape input) {
    this.taps = taps;
    height = input.height();
    width = input.width();
    radius = taps.length - 1;
    pitch = width + radius;
    first = radius * pitch + radius;
    length = height * pitch;
    int size = first + length + radius * pitch;
    noiseX = new float[size];
    noiseY = new float[size];
    smoothed = new float[size];
    x = new float[size];
    y = new float[size];
  }

  /** Draws the displacements of a sample. */
  void draw(CounterRandom random) {
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        long bits = random.bits(FIRST_DRAW + r * width + c);
        noiseX[at(r, c)] = CounterRandom.toSymmetric(bits >>> 40);
        noiseY[at(r, c)] = CounterRandom.toSymmetric(bits >>> 16 & 0xffffff);
      }
    }
    smooth(noiseX, x);
    smooth(noiseY, y);
  }

  private int at(int row, int column) {
    return first + row * pitch + column;
  }

  private void smooth(float[] noise, float[] to) {
    convolve(noise, pitch, smoothed);
    convolve(smoothed, 1, to);
  }

  /** Convolves with the Gaussian, values {@code step} apart being neighbours. */
  private void convolve(float[] from, int step, float[] to) {
    int end = first + length - radius;
    float middle = taps[0];
    for (int i = first; i < end; i++) {
      to[i] = middle * from[i];
    }
    for (int t = 1; t <= radius; t++) {
      addTap(from, t * step, taps[t], to, end);
    }
  }

  /** A method of its own, so that the compiler makes vector code of the loop. */
  private void addTap(float[] from, int distance, float tap, float[] to, int end) {
    for (int i = first; i < end; i++) {
      to[i] += tap * (from[i - distance] + from[i + distance]);
    }
  }

  /** Returns by how much the input at a place shows a point further right, over alpha. */
  float x(int row, int column) {
    return x[at(row, column)];
  }

  /** Returns by how much the input at a place shows a point further down, over alpha. */
  float y(int row, int column) {
    return y[at(row, column)];
  }
}
