package io.github.lenetcl.oracle;

import java.math.BigInteger;

/**
 * Draws that follow from a key, an index and their number alone, as {@link
 * io.github.lenetcl.network.Distortion} defines them.
 */
record CounterDraws(BigInteger start) {

  private static final BigInteger PHI = new BigInteger("9e3779b97f4a7c15", 16);
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  static CounterDraws of(long key, int index) {
    BigInteger unsigned = BigInteger.valueOf(key).mod(TWO_TO_64);
    return new CounterDraws(finalised(unsigned.add(PHI.multiply(BigInteger.valueOf(index + 1L)))));
  }

  private static BigInteger finalised(BigInteger sum) {
    BigInteger z = sum.mod(TWO_TO_64);
    z = z.xor(z.shiftRight(30)).multiply(new BigInteger("bf58476d1ce4e5b9", 16)).mod(TWO_TO_64);
    z = z.xor(z.shiftRight(27)).multiply(new BigInteger("94d049bb133111eb", 16)).mod(TWO_TO_64);
    return z.xor(z.shiftRight(31));
  }

  /** Returns k of 24 bits of a draw, counted from the top. */
  int bits(int draw, int firstBit) {
    BigInteger bits = finalised(start.add(PHI.multiply(BigInteger.valueOf(draw + 1L))));
    return bits.shiftRight(64 - 24 - firstBit).intValue() & 0xffffff;
  }
}
