package io.github.lenetcl.data;

/**
 * The random numbers of the embedded digits: SplitMix64 (Steele, Lea, Flood 2014), written out here
 * because the digits must come out the same on every Java, today's and later ones.
 */
final class Dice {
  private long state;

  /** A sequence of its own for every pair of seed and stream. */
  Dice(long seed, long stream) {
    state = seed;
    state = nextLong() + stream * 0x9e3779b97f4a7c15L;
    state = nextLong();
  }

  private long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /**
   * Bell-shaped with the given deviation: a sum of four uniform numbers, never beyond 3.5 of it.
   */
  double bell(double deviation) {
    double sum = uniform() + uniform() + uniform() + uniform() - 2;
    return deviation * sum * 1.7320508075688772;
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** One of 0 … n − 1. */
  int below(int n) {
    return (int) (n * uniform());
  }
}
