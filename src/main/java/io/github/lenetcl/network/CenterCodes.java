package io.github.lenetcl.network;

/**
 * Codes of 84 values ±1 for classes that nobody has drawn, as far apart as they can be made. How
 * far apart two codes are is the number of units in which they differ (d units are a squared
 * distance of 4·d); the paper's digits differ in at least 12.
 *
 * <ul>
 *   <li>Up to 168 classes: the rows of a Hadamard matrix of order 84 (Paley's, from the squares
 *       modulo 83), each followed by its opposite. Least distance 42, and 84 for two classes: by
 *       Plotkin's bound no 29 codes of this length are farther apart.
 *   <li>Up to 131,072 classes: words of cyclic codes of length 85, one place left out, as two shift
 *       registers and a last bit for the opposite give them. Least distance 39 up to 256 classes,
 *       36 up to 512, 31 up to 8,192, then 28.
 * </ul>
 */
final class CenterCodes {

  /** The length of a code: the units of F6. */
  static final int UNITS = Centers.WIDTH * Centers.HEIGHT;

  /** The most classes that there are codes for. */
  static final int MAX_CLASSES = 1 << 17;

  private static final int PRIME = UNITS - 1;
  private static final int HADAMARD_CODES = 2 * UNITS;

  /**
   * x⁸+x⁷+x³+x+1 and x⁸+x⁶+x⁵+x⁴+x³+x+1. Both have roots of order 85, so that either register alone
   * gives a two-weight code, 40 or 48 of 85; of all pairs this one keeps their sums farthest apart.
   */
  private static final int FIRST_POLYNOMIAL = 0x18b;

  private static final int SECOND_POLYNOMIAL = 0x17b;

  private CenterCodes() {}

  /**
   * The codes of a number of classes, the same on every call.
   *
   * @param classes from 1 to {@link #MAX_CLASSES}
   * @return the codes, [classes][84]
   */
  static float[][] of(int classes) {
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "codes for " + classes + " classes, wanted from 1 to " + MAX_CLASSES);
    }
    float[][] codes = new float[classes][UNITS];
    for (int i = 0; i < classes; i++) {
      if (classes <= HADAMARD_CODES) {
        hadamard(i, codes[i]);
      } else {
        cyclic(i, codes[i]);
      }
    }
    return codes;
  }

  private static void hadamard(int index, float[] code) {
    int row = index / 2;
    int sign = index % 2 == 0 ? 1 : -1;
    for (int column = 0; column < UNITS; column++) {
      code[column] = sign * paley(row, column);
    }
  }

  private static int paley(int row, int column) {
    if (row == 0 || row == column) {
      return 1;
    }
    return column > 0 && isSquare(row - column) ? 1 : -1;
  }

  /** Whether a number that 83 does not divide is a square modulo 83. */
  private static boolean isSquare(int number) {
    int wanted = Math.floorMod(number, PRIME);
    for (int root = 1; root <= PRIME / 2; root++) {
      if (root * root % PRIME == wanted) {
        return true;
      }
    }
    return false;
  }

  private static void cyclic(int index, float[] code) {
    int first = index & 0xff;
    int opposite = index >> 8;
    int second = index >> 9;
    for (int unit = 0; unit < UNITS; unit++) {
      code[unit] = ((first ^ second ^ opposite) & 1) == 1 ? 1 : -1;
      first = shift(first, FIRST_POLYNOMIAL);
      second = shift(second, SECOND_POLYNOMIAL);
    }
  }

  private static int shift(int register, int polynomial) {
    return register >> 1 | (Integer.bitCount(register & polynomial) & 1) << 7;
  }
}
