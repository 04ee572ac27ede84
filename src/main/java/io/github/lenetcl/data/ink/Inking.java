package io.github.lenetcl.data.ink;

/** From how far pixels are from their paper to levels of ink. */
final class Inking {
  /** A picture whose ink stands out less than this many times from its noise is blank. */
  private static final double LEAST_OVER_NOISE = 4;

  /** Paper's noise ends at this many of its deviations. */
  private static final double NOISE_ENDS = 3.5;

  /**
   * Where full ink stands out less than this many times from the noise, by grain or by the pattern
   * of a cheque, thin strokes would fail in it: the picture is smoothed …
   */
  private static final double GRAINY = 14;

  /** … and from a stroke on ink goes on where it is at so many deviations of the noise … */
  private static final double FAINT = 1.5;

  /** … this many pixels far. */
  private static final int FAINT_REACH = 3;

  /** Of a stroke this part, the darkest, is full ink. */
  private static final double FULL_PART = 0.04;

  /**
   * Ink is paler than the picture's darkest by this factor at most; what is paler yet stays pale.
   */
  private static final double PALEST = 0.2;

  /** A stroke whose full ink is this part of the picture's or more is not pale. */
  private static final double PALE = 0.8;

  /**
   * A piece of fewer pixels than this part of the largest piece's is a speck, and stays as pale.
   */
  private static final double LEAST_SHARE = 0.04;

  private Inking() {}

  /** Ink as it stands out from the paper, noise taken off, nothing stretched: 0 to 255. */
  static InkImage raw(Pixels pixels) {
    byte[] levels = Paper.differences(pixels);
    Histogram histogram = Histogram.of(levels);
    // Of a small picture most may be ink; it is a scan, and has no grain.
    boolean small = Math.min(pixels.height(), pixels.width()) < Polarity.SMALL;
    double noise = small ? 0 : noise(histogram);
    boolean grainy = histogram.fullest() < GRAINY * noise;
    if (grainy) {
      levels = Smoothing.binomial3(levels, pixels.height(), pixels.width());
      histogram = Histogram.of(levels);
      noise = noise(histogram);
    }
    int paper = histogram.quantile(small ? 0.05 : 0.3);
    int floor = (int) Math.min(254, paper + Math.round((NOISE_ENDS + 0.5) * noise));
    int full = histogram.fullest() - paper;
    boolean blank = full < InkImage.LEAST_CONTRAST || full < LEAST_OVER_NOISE * noise;
    if (blank) {
      return new InkImage(pixels.height(), pixels.width(), new byte[levels.length]);
    }
    if (grainy) {
      int low = (int) Math.min(254, paper + Math.round(FAINT * noise));
      levels = grown(levels, pixels.width(), floor, low);
      return new InkImage(pixels.height(), pixels.width(), levels);
    }
    ByteLanes.lower(levels, floor);
    return new InkImage(pixels.height(), pixels.width(), levels);
  }

  /**
   * Ink over its noise, and what is fainter beside it and so belongs to a stroke that fails there.
   */
  private static byte[] grown(byte[] levels, int width, int floor, int low) {
    int[] front = new int[levels.length];
    byte[] grown = new byte[levels.length];
    int end = 0;
    for (int i = 0; i < levels.length; i++) {
      if ((levels[i] & 0xff) > floor) {
        grown[i] = (byte) ((levels[i] & 0xff) - low);
        front[end++] = i;
      }
    }
    int height = levels.length / width;
    int next = 0;
    for (int step = 0; step < FAINT_REACH; step++) {
      for (int last = end; next < last; next++) {
        int row = front[next] / width;
        int column = front[next] - row * width;
        for (int r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
          for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
            int at = r * width + c;
            if (grown[at] == 0 && (levels[at] & 0xff) > low) {
              grown[at] = (byte) ((levels[at] & 0xff) - low);
              front[end++] = at;
            }
          }
        }
      }
    }
    return grown;
  }

  /** The deviation of paper whose lower levels are cut off at 0, among less ink than paper. */
  private static double noise(Histogram levels) {
    double below = (levels.quantile(0.3) - levels.quantile(0.05)) / 1.12;
    double around = (levels.quantile(0.5) - levels.quantile(0.15)) / 1.04;
    // The upper ones may be ink's, where there is much of it.
    return Math.min(around, 2 * below);
  }

  /** The same stretched until what is full ink in each piece is 255. */
  static InkImage evened(InkImage raw) {
    byte[] levels = raw.levels().clone();
    int full = Histogram.of(levels).fullest();
    Pieces pieces = new Pieces(raw, 1);
    int largest = 0;
    for (int piece = 0; piece < pieces.count(); piece++) {
      largest = Math.max(largest, pieces.size(piece));
    }
    for (int piece = 0; piece < pieces.count(); piece++) {
      float own = full;
      if (pieces.size(piece) >= LEAST_SHARE * largest) {
        int fullest = pieces.fullest(piece, FULL_PART);
        own = fullest >= PALE * full ? full : (float) Math.max(fullest, PALEST * full);
      }
      for (int run = pieces.from(piece); run < pieces.to(piece); run++) {
        for (int at = pieces.begin(run); at < pieces.end(run); at++) {
          float level = 255 * (levels[at] & 0xff) / own;
          levels[at] = (byte) Math.min(255, (int) (level + 0.5)); // rounded, half up
        }
      }
    }
    return new InkImage(raw.height(), raw.width(), levels);
  }
}
