package io.github.lenetcl.data.ink;

/**
 * One level for each pixel of a picture: its grey, or where it stands along the direction in which
 * the colours differ most, which is from paper to ink whatever the two are.
 */
final class Signal {
  private static final int ROUNDS = 16;

  private Signal() {}

  /**
   * The levels, 0 to 255, a new array. Only the colours of opaque pixels tell where paper and ink
   * are.
   */
  static byte[] of(Pixels pixels) {
    if (pixels.hasOneChannel()) {
      return pixels.channel(0).clone();
    }
    double[] axis = axis(spread(pixels));
    int size = pixels.channel(0).length;
    byte[] red = pixels.channel(0);
    byte[] green = pixels.channel(1);
    byte[] blue = pixels.channel(2);
    float[] along = new float[size];
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      along[i] =
          (float)
              (axis[0] * (red[i] & 0xff)
                  + axis[1] * (green[i] & 0xff)
                  + axis[2] * (blue[i] & 0xff));
      if (pixels.isOpaque(i)) {
        least = Math.min(least, along[i]);
      }
    }
    byte[] signal = new byte[size];
    double root = Math.sqrt(Pixels.COLOURS);
    for (int i = 0; i < size; i++) {
      double level = (along[i] - least) / root;
      signal[i] = (byte) (int) (Math.max(0, Math.min(255, level)) + 0.5); // rounded, half up
    }
    return signal;
  }

  private static double[][] spread(Pixels pixels) {
    byte[] red = pixels.channel(0);
    byte[] green = pixels.channel(1);
    byte[] blue = pixels.channel(2);
    long count = 0;
    long[] sum = new long[Pixels.COLOURS];
    long[][] product = new long[Pixels.COLOURS][Pixels.COLOURS];
    for (int i = 0; i < red.length; i++) {
      if (pixels.isOpaque(i)) {
        int r = red[i] & 0xff;
        int g = green[i] & 0xff;
        int b = blue[i] & 0xff;
        count++;
        sum[0] += r;
        sum[1] += g;
        sum[2] += b;
        product[0][0] += r * r;
        product[1][0] += g * r;
        product[1][1] += g * g;
        product[2][0] += b * r;
        product[2][1] += b * g;
        product[2][2] += b * b;
      }
    }
    double most = Math.max(1, count);
    double[][] squares = new double[Pixels.COLOURS][Pixels.COLOURS];
    for (int a = 0; a < sum.length; a++) {
      for (int b = 0; b <= a; b++) {
        squares[a][b] = product[a][b] / most - sum[a] / most * (sum[b] / most);
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
