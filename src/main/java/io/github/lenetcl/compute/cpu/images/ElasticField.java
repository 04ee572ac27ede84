package io.github.lenetcl.compute.cpu.images;

import io.github.lenetcl.network.Shape;

/**
 * The displacements of one sample after another: noise in both directions, smoothed by a Gaussian
 * along columns, then along rows. Rows have {@code radius} zeros between them, and as many rows of
 * zeros stand above and below, so that each tap of the Gaussian is one run over all pixels.
 */
final class ElasticField {

  /** The first draw of the pixels; those before it belong to the affine map. */
  private static final int FIRST_DRAW = 8;

  private final Smoothing smoothing;
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
   * @param smoothing how to convolve
   * @param taps the Gaussian from its middle outwards
   * @param input the shape of the input, for each of whose pixels there is a displacement
   */
  ElasticField(Smoothing smoothing, float[] taps, Shape input) {
    this.smoothing = smoothing;
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
    int end = first + length - radius;
    smoothing.convolve(noise, pitch, taps, first, end, smoothed);
    smoothing.convolve(smoothed, 1, taps, first, end, to);
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
