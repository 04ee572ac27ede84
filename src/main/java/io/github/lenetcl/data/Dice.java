package io.github.lenetcl.data;

/**
 * The random numbers of what the project draws, digits and lines of them: SplitMix64 (Steele, Lea,
 * Flood 2014), written out here because drawings must come out the same on every Java, today's and
 * later ones.
 */
public final class Dice {
  private long state;

  /**
   * A sequence of its own for every pair of seed and stream.
   *
   * @param seed any number
   * @param stream any number
   */
  public Dice(long seed, long stream) {
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

  /** {@return a number uniform in [0, 1)} */
  public double uniform() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * {@return a number uniform in [low, high)}
   *
   * @param low the least
   * @param high the bound above
   */
  public double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /**
   * {@return a bell-shaped number: a sum of four uniform ones, never beyond 3.5 deviations}
   *
   * @param deviation its deviation
   */
  public double bell(double deviation) {
    double sum = uniform() + uniform() + uniform() + uniform() - 2;
    return deviation * sum * 1.7320508075688772;
  }

  /**
   * {@return true with a probability}
   *
   * @param probability from 0 to 1
   */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /**
   * {@return one of 0 … n − 1}
   *
   * @param n how many there are
   */
  public int below(int n) {
    return (int) (n * uniform());
  }
}
