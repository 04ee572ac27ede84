package io.github.lenetcl.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * All that is drawn in training, each from (seed, purpose, pass) alone, so that a run can be taken
 * up at any pass without the state of a generator. Only {@link SplittableRandom#nextLong()} is
 * used, which is the same on every version of Java.
 */
final class Draws {

  /** What is drawn. */
  enum Purpose {
    START,
    SHUFFLE,
    CURVATURE,
    DISTORTION,
    LAYERS
  }

  private Draws() {}

  /** {@return a stream of its own for each purpose and pass} */
  static SplittableRandom stream(long seed, Purpose purpose, int pass) {
    long mixed = new SplittableRandom(seed).nextLong();
    mixed = new SplittableRandom(mixed ^ purpose.ordinal()).nextLong();
    return new SplittableRandom(new SplittableRandom(mixed ^ pass).nextLong());
  }

  /** {@return a number from 0 to below 1} */
  static double unit(SplittableRandom random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** {@return the order in which a pass takes the samples} */
  static int[] shuffle(long seed, int pass, int count) {
    return partial(stream(seed, Purpose.SHUFFLE, pass), count, count);
  }

  /** {@return the samples over which the second derivatives before a pass are averaged} */
  static int[] curvatureSamples(long seed, int pass, int count, int wanted) {
    SplittableRandom random = stream(seed, Purpose.CURVATURE, pass);
    int[] all = partial(random, count, Math.min(wanted, count));
    return Arrays.copyOf(all, Math.min(wanted, count));
  }

  /** {@return the key of the distortions in a pass} */
  static long distortionKey(long seed, int pass) {
    return stream(seed, Purpose.DISTORTION, pass).nextLong();
  }

  /** {@return what layers draw in a pass that act by chance} */
  static io.github.lenetcl.compute.Draws ofLayers(long seed, int pass) {
    return io.github.lenetcl.compute.Draws.of(stream(seed, Purpose.LAYERS, pass).nextLong());
  }

  /** Draws the first entries of an order without replacement (Fisher and Yates). */
  private static int[] partial(SplittableRandom random, int count, int drawn) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = 0; i < drawn; i++) {
      int other = i + (int) ((random.nextLong() >>> 32) * (count - i) >>> 32);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
