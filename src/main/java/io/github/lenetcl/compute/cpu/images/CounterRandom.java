package io.github.lenetcl.compute.cpu.images;

/**
 * Random numbers that depend on nothing but a key, an index and the number of the draw, as {@link
 * io.github.lenetcl.network.Distortion} defines them: there is no state to hand on from sample to
 * sample, so samples can be drawn in any order and on any device.
 *
 * @param state what the draws of this key and index start from
 */
public record CounterRandom(long state) {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  public static CounterRandom of(long key, int index) {
    return new CounterRandom(mix(key + (index + 1L) * GOLDEN));
  }

  /** Returns the 64 bits of a draw. */
  long bits(int draw) {
    return mix(state + (draw + 1L) * GOLDEN);
  }

  /** Returns the first 24 bits of a draw. */
  public int first24(int draw) {
    return (int) (bits(draw) >>> 40);
  }

  /** Returns a draw uniform in (−1, 1). */
  float symmetric(int draw) {
    return toSymmetric(bits(draw) >>> 40);
  }

  /** Returns (2k + 1)/2²⁴ − 1 for k of 24 bits, which is exact. */
  static float toSymmetric(long k) {
    return (2 * (int) k + 1 - (1 << 24)) * 0x1p-24f;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
