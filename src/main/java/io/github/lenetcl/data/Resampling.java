package io.github.lenetcl.data;

/**
 * Shrinks or enlarges along one dimension. Shrinking averages over the area that a pixel covers,
 * enlarging interpolates between neighbours; outside the picture there is no ink.
 */
final class Resampling {
  /** For each output pixel the first input pixel that it reads. */
  private final int[] first;

  /** For each output pixel the shares of the input pixels that it reads; they add up to 1. */
  private final float[][] share;

  private Resampling(int count) {
    first = new int[count];
    share = new float[count][];
  }

  /**
   * Output pixel i covers the input from {@code start + i · step} to {@code start + (i + 1) ·
   * step}.
   */
  static Resampling of(double start, double step, int count, int inputs) {
    Resampling resampling = new Resampling(count);
    for (int i = 0; i < count; i++) {
      // At least one pixel wide around its centre: for that width an area is an interpolation.
      double centre = start + (i + 0.5) * step;
      double half = Math.max(step, 1) / 2;
      resampling.cover(i, centre - half, centre + half, inputs);
    }
    return resampling;
  }

  private void cover(int i, double from, double to, int inputs) {
    int begin = (int) Math.max(0, Math.floor(from));
    int end = (int) Math.min(inputs, Math.ceil(to));
    first[i] = begin;
    share[i] = new float[Math.max(0, end - begin)];
    for (int k = 0; k < share[i].length; k++) {
      double overlap = Math.min(to, begin + k + 1) - Math.max(from, begin + k);
      share[i][k] = (float) (overlap / (to - from));
    }
  }

  /** Resamples every row. */
  float[] across(InkImage ink) {
    float[] out = new float[ink.height() * first.length];
    for (int row = 0; row < ink.height(); row++) {
      for (int i = 0; i < first.length; i++) {
        float sum = 0;
        for (int k = 0; k < share[i].length; k++) {
          sum += share[i][k] * ink.level(row, first[i] + k);
        }
        out[row * first.length + i] = sum;
      }
    }
    return out;
  }

  /** Resamples every column of a picture. */
  float[] down(float[] picture, int width) {
    float[] out = new float[first.length * width];
    for (int i = 0; i < first.length; i++) {
      for (int k = 0; k < share[i].length; k++) {
        for (int column = 0; column < width; column++) {
          out[i * width + column] += share[i][k] * picture[(first[i] + k) * width + column];
        }
      }
    }
    return out;
  }
}
