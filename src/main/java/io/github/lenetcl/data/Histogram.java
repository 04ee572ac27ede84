package io.github.lenetcl.data;

/**
 * How many pixels have each level, 0 to 255.
 *
 * @param count how many have each
 * @param pixels how many there are
 */
record Histogram(int[] count, int pixels) {
  /**
   * Paper has one level for long: neighbours count apart, so that none waits for the one before.
   */
  private static final int TABLES = 4;

  /** As many pixels as this are taken for ink rather than for speckle, if the picture is large. */
  static final int FULL_PIXELS = 25;

  static Histogram of(byte[] levels) {
    int[] tables = new int[TABLES << 8];
    int i = 0;
    for (; i <= levels.length - TABLES; i += TABLES) {
      tables[levels[i] & 0xff]++;
      tables[256 + (levels[i + 1] & 0xff)]++;
      tables[512 + (levels[i + 2] & 0xff)]++;
      tables[768 + (levels[i + 3] & 0xff)]++;
    }
    for (; i < levels.length; i++) {
      tables[levels[i] & 0xff]++;
    }
    int[] count = new int[256];
    for (int level = 0; level < 256; level++) {
      count[level] =
          tables[level] + tables[256 + level] + tables[512 + level] + tables[768 + level];
    }
    return new Histogram(count, levels.length);
  }

  /** The sum of all levels. */
  long total() {
    long total = 0;
    for (int level = 1; level < 256; level++) {
      total += (long) level * count[level];
    }
    return total;
  }

  /** The least level that more than a part of the pixels do not exceed. */
  int quantile(double part) {
    int level = 0;
    for (long seen = count[0]; seen <= part * pixels && level < 255; seen += count[level]) {
      level++;
    }
    return level;
  }

  /** The level that enough pixels reach for it to be ink and no speckle. */
  int fullest() {
    int enough = Math.max(1, Math.min(FULL_PIXELS, pixels / 50));
    int level = 255;
    for (int seen = count[255]; seen < enough && level > 0; seen += count[level]) {
      level--;
    }
    return level;
  }
}
