package io.github.lenetcl.data.ink;

/**
 * How many pixels have each level, 0 to 255.
 *
 * @param count how many have each
 * @param pixels how many there are
 */
record Histogram(int[] count, int pixels) {
  /** As many pixels as this are taken for ink rather than for speckle, if the picture is large. */
  static final int FULL_PIXELS = 25;

  static Histogram of(byte[] levels) {
    int[] count = new int[256];
    int i = 0;
    while (i < levels.length) {
      // Paper has one level for long, and each count would wait for the one before.
      if (i <= levels.length - ByteLanes.COUNT
          && ByteLanes.get(levels, i) == ByteLanes.of(levels[i] & 0xff)) {
        count[levels[i] & 0xff] += ByteLanes.COUNT;
        i += ByteLanes.COUNT;
      } else {
        for (int end = Math.min(levels.length, i + ByteLanes.COUNT); i < end; i++) {
          count[levels[i] & 0xff]++;
        }
      }
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
