package io.github.lenetcl.compute;

/**
 * What the layers draw that act by chance while training (dropout, stochastic pooling). A draw
 * depends on nothing but the key, the layer's place in the network, the index of the sample's image
 * and the number of the draw, as those of {@link io.github.lenetcl.network.Distortion} do, whose
 * generator is used with {@link #keyOf} a layer for its key. So they are the same on every device,
 * in whatever order samples are taken.
 *
 * @param on whether to draw; where not, these layers give what they are expected to give
 * @param key what tells one set of draws from another: another one for each pass over the data
 */
public record Draws(boolean on, long key) {

  /** Nothing is drawn: the behaviour in evaluation. */
  public static final Draws NONE = new Draws(false, 0);

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /**
   * {@return draws with a key}
   *
   * @param key what tells them from others
   */
  public static Draws of(long key) {
    return new Draws(true, key);
  }

  /**
   * {@return the key of one layer's draws}
   *
   * @param layer the layer's index in the network
   */
  public long keyOf(int layer) {
    long z = key + (layer + 1L << 32) * GOLDEN;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
