package io.github.lenetcl.data.ink;

/**
 * Which of a picture's two sides is ink. Ink is the smaller part nearly everywhere that one looks;
 * only where a digit is cut so tightly that it fills its box does the border, or do the corners,
 * know better.
 *
 * @param inkIsLight whether ink is the lighter side
 * @param tight whether only the corners show paper
 */
record Polarity(boolean inkIsLight, boolean tight) {
  /** A leaning of the levels around their local mean that needs no second opinion, of 1. */
  private static final double SURE = 0.25;

  /** A leaning as near as this to where it decides is worked out again, as exactly as may be. */
  private static final double NEAR = 1e-4;

  /** What is less may be rounding alone. */
  private static final double LEAST_SIZES = 1e-6;

  /** Smaller pictures hold a digit and nothing else. */
  static final int SMALL = 24;

  static Polarity of(byte[] signal, int height, int width) {
    if (Math.min(height, width) < SMALL) {
      int split = split(signal);
      int corner = corner(signal, height, width, split);
      if (corner != 0) {
        return new Polarity(corner < 0, corner != border(signal, height, width, split));
      }
    }
    int border = border(signal, height, width);
    double leaning = leaning(signal, height, width, false);
    if (Math.abs(Math.abs(leaning) - SURE) < NEAR || Math.abs(leaning) < NEAR) {
      leaning = leaning(signal, height, width, true);
    }
    if (Math.abs(leaning) >= SURE || border == 0) {
      return new Polarity(leaning > 0, false);
    }
    return new Polarity(border < 0, false);
  }

  /**
   * Σ d³ / Σ |d|³ of the levels' differences d from their local mean: below 0 for dark ink.
   *
   * @param exact whether means are quotients, or products with rounded inverses, which are quicker
   */
  private static double leaning(byte[] signal, int height, int width, boolean exact) {
    int reach =
        Math.min(height, width) < SMALL ? Math.max(height, width) : Math.min(height, width) / 3;
    int[] tall = new int[width]; // sums of columns, as high as the squares
    int[] before = new int[width + 1]; // and of all that are left of each
    double[] inverse = new double[width];
    for (int column = 0; column < width; column++) {
      inverse[column] = 1.0 / (to(column, reach, width) - Math.max(0, column - reach));
    }
    double cubes = 0;
    double sizes = 0;
    for (int row = -reach; row < height; row++) {
      add(tall, signal, row + reach, height, 1);
      add(tall, signal, row - reach - 1, height, -1);
      if (row < 0) {
        continue;
      }
      for (int column = 0, sum = 0; column < width; column++) {
        sum += tall[column];
        before[column + 1] = sum;
      }
      int rows = to(row, reach, height) - Math.max(0, row - reach);
      double inverseRows = 1.0 / rows;
      for (int column = 0; column < width; column++) {
        int left = Math.max(0, column - reach);
        int right = to(column, reach, width);
        double sum = before[right] - before[left];
        double mean = exact ? sum / (rows * (right - left)) : sum * (inverseRows * inverse[column]);
        double d = (signal[row * width + column] & 0xff) - mean;
        double cube = d * d * d;
        cubes += cube;
        sizes += Math.abs(cube);
      }
    }
    return sizes <= (exact ? 0 : LEAST_SIZES) ? 0 : cubes / sizes;
  }

  private static int to(int at, int reach, int length) {
    return Math.min(length, at + reach + 1);
  }

  private static void add(int[] tall, byte[] signal, int row, int height, int sign) {
    if (row >= 0 && row < height) {
      int from = row * tall.length;
      for (int column = 0; column < tall.length; column++) {
        tall[column] += sign * (signal[from + column] & 0xff);
      }
    }
  }

  /** The level that parts the picture into two sides that differ most (Otsu 1979). */
  private static int split(byte[] signal) {
    Histogram all = Histogram.of(signal);
    int[] histogram = all.count();
    long total = all.total();
    long below = 0;
    long sum = 0;
    double best = -1;
    int split = 128;
    for (int level = 0; level < 255; level++) {
      if (histogram[level] == 0) {
        continue; // The same two sides.
      }
      below += histogram[level];
      sum += (long) level * histogram[level];
      long above = signal.length - below;
      if (below == 0 || above == 0) {
        continue;
      }
      double apart = (double) sum / below - (double) (total - sum) / above;
      double between = apart * apart * below * above;
      if (between > best) {
        best = between;
        split = level;
      }
    }
    return split;
  }

  /** 1 if all corners are on the light side, −1 if all are on the dark, else 0. */
  private static int corner(byte[] signal, int height, int width, int split) {
    int light =
        ((signal[0] & 0xff) > split ? 1 : 0)
            + ((signal[width - 1] & 0xff) > split ? 1 : 0)
            + ((signal[(height - 1) * width] & 0xff) > split ? 1 : 0)
            + ((signal[height * width - 1] & 0xff) > split ? 1 : 0);
    return light == 4 ? 1 : light == 0 ? -1 : 0;
  }

  /** The same, wherever the sides part: white is always light, and black is dark. */
  private static int border(byte[] signal, int height, int width) {
    if (border(signal, height, width, 254) > 0) {
      return 1;
    }
    return border(signal, height, width, 0) < 0 ? -1 : border(signal, height, width, split(signal));
  }

  /** 1 if most of the outermost pixels are on the light side, −1 if most are not. */
  private static int border(byte[] signal, int height, int width, int split) {
    int light = 0;
    for (int column = 0; column < width; column++) {
      light += (signal[column] & 0xff) > split ? 1 : -1;
      light += (signal[(height - 1) * width + column] & 0xff) > split ? 1 : -1;
    }
    for (int row = 0; row < height; row++) {
      light += (signal[row * width] & 0xff) > split ? 1 : -1;
      light += (signal[row * width + width - 1] & 0xff) > split ? 1 : -1;
    }
    return Integer.signum(light);
  }
}
