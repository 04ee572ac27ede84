package io.github.lenetcl.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Neighbouring images of a stream. The arrays belong to whoever took the batch.
 *
 * @param first the place of the first image in the stream, from 0
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels unsigned bytes in the order sample, row, column; 0 is background, 255 is ink
 * @param labels the class of each image; empty where the stream has no labels
 */
public record ImageBatch(int first, int height, int width, byte[] pixels, int[] labels) {

  /** {@return how many images there are} */
  public int count() {
    return pixels.length / (height * width);
  }

  /**
   * One image.
   *
   * @param index which of the batch's, from 0
   * @return a copy of its height × width bytes, row by row
   */
  public byte[] image(int index) {
    Objects.checkIndex(index, count());
    int size = height * width;
    return Arrays.copyOfRange(pixels, index * size, (index + 1) * size);
  }
}
