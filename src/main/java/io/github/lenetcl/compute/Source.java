package io.github.lenetcl.compute;

import io.github.lenetcl.network.Distortion;
import java.util.Objects;
import java.util.stream.IntStream;

/** Where the inputs of a forward pass come from. */
public sealed interface Source {

  /** {@return the number of samples} */
  int count();

  /** {@return what layers draw that act by chance} */
  Draws draws();

  /**
   * Images on the device, gathered by index, distorted, scaled, and centred in the plan's input.
   * Their labels serve the losses.
   *
   * @param images the images
   * @param order indices into them
   * @param from the first entry of the order that is meant
   * @param count the number of entries that are meant
   * @param distortion how far the images are distorted
   * @param key what tells one set of draws from another: with the same key an image is distorted
   *     alike, wherever it stands in the order
   * @param draws what layers draw that act by chance
   */
  record Samples(
      ResidentImages images,
      int[] order,
      int from,
      int count,
      Distortion distortion,
      long key,
      Draws draws)
      implements Source {

    /** Checks the range. */
    public Samples {
      Objects.checkFromIndexSize(from, count, order.length);
    }

    /**
     * Some entries of an order, undistorted.
     *
     * @param images the images
     * @param order indices into them
     * @param from the first entry of the order that is meant
     * @param count the number of entries that are meant
     */
    public Samples(ResidentImages images, int[] order, int from, int count) {
      this(images, order, from, count, Distortion.NONE, 0, Draws.NONE);
    }

    /**
     * All entries of an order, undistorted.
     *
     * @param images the images
     * @param order indices into them
     */
    public Samples(ResidentImages images, int... order) {
      this(images, order, 0, order.length);
    }

    /**
     * {@return all images in the order in which they stand}
     *
     * @param images the images
     */
    public static Samples all(ResidentImages images) {
      return new Samples(images, IntStream.range(0, images.count()).toArray());
    }

    /**
     * {@return a part of these samples; the order is shared, not copied}
     *
     * @param start the first sample, counted from the first of these
     * @param length the number of samples
     */
    public Samples part(int start, int length) {
      Objects.checkFromIndexSize(start, length, count);
      return new Samples(images, order, from + start, length, distortion, key, draws);
    }

    /**
     * {@return these samples, distorted}
     *
     * @param other how far
     * @param otherKey what tells these draws from others
     */
    public Samples distorted(Distortion other, long otherKey) {
      return new Samples(images, order, from, count, other, otherKey, draws);
    }

    /**
     * {@return these samples, with other draws of the layers that act by chance}
     *
     * @param other the draws
     */
    public Samples drawing(Draws other) {
      return new Samples(images, order, from, count, distortion, key, other);
    }

    /** Returns these samples of the same images, as their backend knows them. */
    Samples of(ResidentImages same) {
      return new Samples(same, order, from, count, distortion, key, draws);
    }

    /**
     * {@return the index of a sample's image}
     *
     * @param sample the sample, counted from the first of these
     */
    public int index(int sample) {
      return order[from + sample];
    }
  }

  /**
   * Inputs handed over as they are, without labels.
   *
   * @param values the inputs, sample by sample, each in the order map, row, column
   * @param count the number of samples
   * @param draws what layers draw that act by chance; a sample's index is its place here
   */
  record Inputs(float[] values, int count, Draws draws) implements Source {

    /**
     * Inputs for which nothing is drawn.
     *
     * @param values the inputs, sample by sample, each in the order map, row, column
     * @param count the number of samples
     */
    public Inputs(float[] values, int count) {
      this(values, count, Draws.NONE);
    }
  }
}
