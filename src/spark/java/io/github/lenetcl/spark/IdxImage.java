package io.github.lenetcl.spark;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.PictureFit;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A grey image as it is, and its form in a column: an IDX file of one image.
 *
 * @param height rows
 * @param width columns
 * @param levels grey levels, 0 for background, 255 for ink, row by row
 */
public record IdxImage(int height, int width, byte[] levels) {

  private static final int MAGIC = 0x00000803;
  private static final int HEADER = 16;

  /** Checks that the bytes are as many as the size asks for. */
  public IdxImage {
    if (height < 1 || width < 1 || levels.length != (long) height * width) {
      throw new IllegalArgumentException(
          levels.length + " levels for " + height + "×" + width + " pixels");
    }
  }

  static boolean isLikely(byte[] file) {
    return file.length >= 4 && ByteBuffer.wrap(file).getInt() == MAGIC;
  }

  static IdxImage read(byte[] file) throws BadInputException {
    if (file.length < HEADER) {
      throw BadInputException.of(
          Picture.NAME, "length", file.length + " bytes", "an IDX header of " + HEADER);
    }
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int count = buffer.getInt(4);
    int height = buffer.getInt(8);
    int width = buffer.getInt(12);
    if (count != 1) {
      throw BadInputException.of(
          Picture.NAME, "number of images", count & 0xffffffffL, "1; format lenet-idx reads more");
    }
    if (height < 1 || width < 1 || (long) height * width != file.length - HEADER) {
      throw BadInputException.of(
          Picture.NAME,
          "size",
          (height & 0xffffffffL) + "×" + (width & 0xffffffffL),
          "one of " + (file.length - HEADER) + " pixels, which follow");
    }
    byte[] levels = new byte[file.length - HEADER];
    buffer.get(HEADER, levels);
    return new IdxImage(height, width, levels);
  }

  /** {@return an IDX file of this image alone} */
  public byte[] file() {
    return ByteBuffer.allocate(HEADER + levels.length)
        .putInt(MAGIC)
        .putInt(1)
        .putInt(height)
        .putInt(width)
        .put(levels)
        .array();
  }

  /** {@return a picture that was brought to size; nothing if it is blank} */
  static Optional<IdxImage> of(FittedPicture picture, PictureFit fit) {
    return picture
        .levels(false, fit)
        .map(levels -> new IdxImage(fit.height(), fit.width(), levels));
  }
}
