package io.github.lenetcl.compute;

import java.util.Objects;
import java.util.stream.IntStream;

/** Where the inputs of a forward pass come from. */
public sealed interface Source {

  /** {@return the number of samples} */
  int count();

  /**
   * Images on the device, gathered by index, scaled, and centred in the plan's input. Their labels
   * serve the losses.
   *
   * @param images the images
   * @param order indices into them
   * @param from the first entry of the order that is meant
   * @param count the number of entries that are meant
   */
  record Samples(ResidentImages images, int[] order, int from, int count) implements Source {

    /** Checks the range. */
    public Samples {
      Objects.checkFromIndexSize(from, count, order.length);
    }

    /**
     * All entries of an order.
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
      return new Samples(images, order, from + start, length);
    }
  }

  /**
   * Inputs handed over as they are, without labels.
   *
   * @param values the inputs, sample by sample, each in the order map, row, column
   * @param count the number of samples
   */
  record Inputs(float[] values, int count) implements Source {}
}
