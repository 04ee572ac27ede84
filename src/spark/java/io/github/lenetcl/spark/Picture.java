package io.github.lenetcl.spark;

import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.ink.InkImage;
import java.io.IOException;
import java.util.Optional;

/** A picture that may turn out to be none. */
interface Picture {

  /** What messages call it: the row says which it is. */
  String NAME = "picture";

  /**
   * {@return the one digit in it, brought to size; nothing if it is blank}
   *
   * @param fit how
   */
  Optional<IdxImage> digit(PictureFit fit) throws IOException;

  /** {@return the line in it} */
  InkImage line() throws IOException;

  /** {@return whether it is an IDX image, which is normalised} */
  default boolean isNormalised() {
    return false;
  }

  /** {@return the picture in a file} */
  static Picture file(byte[] bytes) {
    return IdxImage.isLikely(bytes) ? new StoredImage(bytes) : new StoredPicture(bytes);
  }

  /** {@return a message without the name that it begins with} */
  static String told(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith(NAME + ": ") ? message.substring(NAME.length() + 2) : message;
  }

  /**
   * A picture file.
   *
   * @param bytes its bytes
   */
  record StoredPicture(byte[] bytes) implements Picture {
    @Override
    public Optional<IdxImage> digit(PictureFit fit) throws IOException {
      return IdxImage.of(FittedPicture.of(NAME, bytes, fit), fit);
    }

    @Override
    public InkImage line() throws IOException {
      return InkImage.of(Pictures.read(NAME, bytes, Integer.MAX_VALUE));
    }
  }

  /**
   * An IDX file of one image.
   *
   * @param bytes its bytes
   */
  record StoredImage(byte[] bytes) implements Picture {
    @Override
    public Optional<IdxImage> digit(PictureFit fit) throws IOException {
      return Optional.of(IdxImage.read(bytes));
    }

    @Override
    public InkImage line() throws IOException {
      IdxImage image = IdxImage.read(bytes);
      return new InkImage(image.height(), image.width(), image.levels());
    }

    @Override
    public boolean isNormalised() {
      return true;
    }
  }
}
