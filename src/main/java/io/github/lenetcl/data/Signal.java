package io.github.lenetcl.data;

import java.util.function.IntPredicate;

/**
 * One level for each pixel of a picture: its grey, or where it stands along the direction in which
 * the colours differ most, which is from paper to ink whatever the two are.
 */
final class Signal {
  private static final int ROUNDS = 16;

  private Signal() {}

  /**
   * The levels, 0 to 255, a new array.
   *
   * @param counted which pixels' colours count
   */
  static byte[] of(Pixels pixels, IntPredicate counted) {
    if (pixels.hasOneChannel()) {
      return pixels.channel(0).clone();
    }
    double[] mean = new double[Pixels.COLOURS];
    double[][] spread = spread(pixels, counted, mean);
    double[] axis = axis(spread);
    int size = pixels.channel(0).length;
    float[] along = new float[size];
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      along[i] =
          (float)
              (axis[0] * (pixels.channel(0)[i] & 0xff)
                  + axis[1] * (pixels.channel(1)[i] & 0xff)
                  + axis[2] * (pixels.channel(2)[i] & 0xff));
      if (counted.test(i)) {
        least = Math.min(least, along[i]);
      }
    }
    byte[] signal = new byte[size];
    for (int i = 0; i < size; i++) {
      double level = (along[i] - least) / Math.sqrt(Pixels.COLOURS);
      signal[i] = (byte) Math.round(Math.max(0, Math.min(255, level)));
    }
    return signal;
  }

  private static double[][] spread(Pixels pixels, IntPredicate counted, double[] mean) {
    double[][] squares = new double[Pixels.COLOURS][Pixels.COLOURS];
    long count = 0;
    for (int i = 0; i < pixels.channel(0).length; i++) {
      if (counted.test(i)) {
        count++;
        for (int a = 0; a < mean.length; a++) {
          int level = pixels.channel(a)[i] & 0xff;
          mean[a] += level;
          for (int b = 0; b <= a; b++) {
            squares[a][b] += (double) level * (pixels.channel(b)[i] & 0xff);
          }
        }
      }
    }
    for (int a = 0; a < mean.length; a++) {
      mean[a] /= Math.max(1, count);
      for (int b = 0; b <= a; b++) {
        squares[a][b] = squares[a][b] / Math.max(1, count) - mean[a] * mean[b];
        squares[b][a] = squares[a][b];
      }
    }
    return squares;
  }

  /** The direction of the largest spread, towards what is lighter, by the power method. */
  private static double[] axis(double[][] spread) {
    int widest = 0;
    for (int a = 1; a < spread.length; a++) {
      widest = spread[a][a] > spread[widest][widest] ? a : widest;
    }
    double[] axis = spread[widest].clone();
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[axis.length];
      double length = 0;
      for (int a = 0; a < next.length; a++) {
        for (int b = 0; b < next.length; b++) {
          next[a] += spread[a][b] * axis[b];
        }
        length += next[a] * next[a];
      }
      if (length == 0) {
        return new double[] {1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)};
      }
      double sign = next[0] + next[1] + next[2] < 0 ? -1 : 1;
      for (int a = 0; a < next.length; a++) {
        axis[a] = sign * next[a] / Math.sqrt(length);
      }
    }
    return axis;
  }
}
