package io.github.lenetcl.compute.opencl.whole;

/**
 * How many sums a loop keeps in registers at a time. More of them save loads; what does not fit in
 * registers costs more than it saves.
 *
 * @param registers the vector registers of the device
 */
record Tiles(int registers) {

  /** Some columns of some maps. */
  record Tile(int maps, int columns) {}

  /** Fewer sums wait for each other. */
  private static final int FEWEST_SUMS = 8;

  /** With sixteen floats a device has 32 registers, with fewer 16. */
  static Tiles of(int lanes) {
    return new Tiles(lanes == 16 ? 32 : 16);
  }

  /**
   * Returns the tile of a convolution that costs least: loads for each multiply-add, and columns
   * that are computed twice as the last tile begins within the one before it.
   *
   * @param maps the maps, of which a tile takes a part that divides them
   * @param width the columns
   * @param kernel the columns of a kernel
   * @param stride from one window to the next
   */
  Tile ofConvolution(int maps, int width, int kernel, int stride) {
    Tile best = new Tile(1, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int m = 1; m <= maps; m++) {
      for (int c = 1; maps % m == 0 && c <= width; c++) {
        int reach = (c - 1) * stride + kernel;
        boolean fits = m * c + Math.min(reach, c) + 2 <= registers && m * c <= registers - 4;
        double loads = (reach + m * kernel) / (double) (m * c * kernel);
        double waste = (width + c - 1) / c * c / (double) width;
        double waiting = Math.max(1, FEWEST_SUMS / (double) (m * c));
        double spill = reach + m * c + 2 <= registers ? 1 : 1.1;
        double cost = waste * (1 + loads) * waiting * spill;
        if (fits && cost < least) {
          least = cost;
          best = new Tile(m, c);
        }
      }
    }
    return best;
  }

  /**
   * Returns how many kernels' rows a loop over the outputs adds up at a time.
   *
   * @param readers what it divides
   * @param kernel the columns of a kernel
   */
  int ofGradient(int readers, int kernel) {
    int most = 1;
    for (int m = 1; m <= readers; m++) {
      if (readers % m == 0 && m * kernel + kernel + m + 1 <= registers) {
        most = m;
      }
    }
    return most;
  }

  /** Returns how many neighbours in a row of outputs are taken at a time. */
  static int ofColumns(int width) {
    for (int c = 10; c >= 4; c--) {
      if (width % c == 0) {
        return c;
      }
    }
    return Math.min(width, 8);
  }

  /** Returns the most columns of a row whose sums stay in registers. */
  int widestRow() {
    return registers / 2;
  }

  /** Returns the sums of a full connection on the way forward, or of a row of centres. */
  int ofUnits(int units) {
    return even(units, 12);
  }

  /** Returns the sums of a full connection on the way back. */
  int ofInputs(int inputs) {
    int most = registers == 32 ? 20 : 12;
    for (int c = most; c > most / 2; c--) {
      if (inputs % c == 0) {
        return c;
      }
    }
    return even(inputs, most);
  }

  /** Returns the vectors of a tile of weights: OUTER_WIDTH in full.h, or some fewer. */
  int ofWeights(int length, int lanes) {
    int vectors = (length + lanes - 1) / lanes;
    int most = registers == 32 ? 5 : 2;
    int best = 1;
    int least = Integer.MAX_VALUE;
    for (int c = Math.min(most, vectors); c >= 1; c--) {
      int computed = (vectors + c - 1) / c * c;
      if (computed < least && (c > 2 || vectors <= 2 || most <= 2)) {
        least = computed;
        best = c;
      }
    }
    return best;
  }

  private static int even(int count, int most) {
    int tiles = (count + most - 1) / most;
    return (count + tiles - 1) / tiles;
  }
}
