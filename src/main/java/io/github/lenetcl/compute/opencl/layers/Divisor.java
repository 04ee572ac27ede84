package io.github.lenetcl.compute.opencl.layers;

/**
 * Divisors as division.h takes them. A size that values are only divided by need not be a constant
 * of a kernel then, which would be compiled anew for each.
 */
final class Divisor {

  private Divisor() {}

  /**
   * Returns a divisor as a kernel takes it: any n from 0 to 2^31 - 1, doubled, times the low half,
   * without the last 32 bits of the product and shifted down by the high half, is n divided by it.
   *
   * @param divisor at least 1
   */
  static long of(int divisor) {
    int shift = 32 - Integer.numberOfLeadingZeros(divisor - 1);
    // 2^(31 + shift) / divisor, rounded up by less than 1: n times that is less than 2^(31 + shift)
    // / divisor, so that no quotient gets to the next number.
    long factor = ((1L << (31 + shift)) + divisor - 1) / divisor;
    return (long) shift << 32 | factor;
  }
}
