package io.github.lenetcl.serve;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.InkImage;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A picture as it was sent. */
sealed interface Upload {

  /** What it is called in answers. */
  String name();

  /**
   * Finds the digit in it.
   *
   * @return 28×28 levels, 0 for the ground and 255 for ink; nothing if the picture is blank
   */
  Optional<byte[]> digit() throws BadInputException;

  /** Finds its ink. */
  InkImage ink() throws BadInputException;

  /**
   * A PNG or JPEG file.
   *
   * @param name its name
   * @param bytes its content
   * @param pixels the most pixels that it may have
   */
  record File(String name, byte[] bytes, int pixels) implements Upload {

    @Override
    public Optional<byte[]> digit() throws BadInputException {
      return DigitImage.normalise(Pictures.read(name, bytes, pixels));
    }

    @Override
    public InkImage ink() throws BadInputException {
      return InkImage.of(Pictures.read(name, bytes, pixels));
    }
  }

  /**
   * Grey levels.
   *
   * @param name what to call them
   * @param height rows
   * @param width columns
   * @param levels unsigned bytes, row by row
   * @param normalised whether they are ink on nothing already, 0 to 255, a digit as MNIST's are
   */
  record Levels(String name, int height, int width, byte[] levels, boolean normalised)
      implements Upload {

    @Override
    public Optional<byte[]> digit() {
      return normalised ? Optional.of(levels) : DigitImage.normalise(picture());
    }

    @Override
    public InkImage ink() {
      return normalised ? new InkImage(height, width, levels) : InkImage.of(picture());
    }

    private BufferedImage picture() {
      BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setDataElements(0, 0, width, height, levels);
      return picture;
    }
  }
}
