package io.github.lenetcl.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A picture brought to size. */
public final class FittedPicture {
  private static final int SIDE = DigitImage.SIDE;
  private static final Border BORDER = Border.of(new Extent(0, 0, SIDE, SIDE), SIDE);

  private FittedPicture() {}

  static byte[] of(Entry entry, PictureFit fit) {
    try (InputStream in = entry.stored()) {
      return of(entry.name(), in.readAllBytes(), fit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Brings a picture to size.
   *
   * @param name what messages call it
   * @param file the bytes of its file
   * @param fit how
   * @return as many grey levels as the size asks for, row by row, 0 for background, 255 for ink
   * @throws BadInputException if it cannot be read, is blank, or is not of the size that is wanted
   * @throws IOException if it cannot be read
   */
  public static byte[] of(String name, byte[] file, PictureFit fit) throws IOException {
    Optional<byte[]> plain = GreyPng.read(file, fit.height(), fit.width());
    if (plain.isPresent() && (fit.way() == PictureFit.Way.NONE || isDigit(plain.get(), fit))) {
      return plain.get();
    }
    return of(name, Pictures.read(file, name, Pictures.MOST_PIXELS), fit);
  }

  /**
   * Brings a picture to size.
   *
   * @param name what messages call it
   * @param picture the picture
   * @param fit how
   * @return as many grey levels as the size asks for, row by row, 0 for background, 255 for ink
   * @throws BadInputException if it is blank, or is not of the size that is wanted
   */
  public static byte[] of(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    return switch (fit.way()) {
      case INK -> ink(name, picture, fit);
      case BOX -> box(name, picture, fit);
      case NONE -> asItIs(name, picture, fit);
    };
  }

  /** Whether most of the border is dark. */
  private static boolean isDigit(byte[] levels, PictureFit fit) {
    if (fit.height() != SIDE || fit.width() != SIDE || fit.way() != PictureFit.Way.INK) {
      return false;
    }
    int dark = 0;
    for (int at : BORDER.at()) {
      dark += levels[at] >= 0 ? 1 : 0;
    }
    return dark > BORDER.at().length / 2;
  }

  private static byte[] ink(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    Pixels pixels = Pixels.of(picture);
    byte[] digit =
        isNormalised(pixels)
            ? pixels.channel(0)
            : DigitImage.normalise(picture)
                .orElseThrow(
                    () -> new BadInputException(name + ": blank, wanted a picture of a digit"));
    return fit.height() == SIDE && fit.width() == SIDE
        ? digit
        : boxed(new InkImage(SIDE, SIDE, digit), fit);
  }

  /** Whether the picture is 28×28 and grey on a dark ground: a digit as this project saves it. */
  private static boolean isNormalised(Pixels pixels) {
    return pixels.height() == SIDE
        && pixels.width() == SIDE
        && pixels.isGrey()
        && Border.of(pixels.extent(), SIDE).median(pixels.channel(0)) < 128;
  }

  private static byte[] box(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    InkImage ink = InkImage.of(picture);
    if (ink.isBlank()) {
      throw new BadInputException(name + ": blank, wanted a picture with something on it");
    }
    return boxed(ink, fit);
  }

  /** The whole of it, as large as it fits, in the middle. */
  private static byte[] boxed(InkImage ink, PictureFit fit) {
    double step =
        Math.max((double) ink.height() / fit.height(), (double) ink.width() / fit.width());
    double top = (ink.height() - step * fit.height()) / 2;
    double left = (ink.width() - step * fit.width()) / 2;
    return ink.resampled(top, left, step, fit.height(), fit.width()).levels();
  }

  private static byte[] asItIs(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    if (picture.getHeight() != fit.height() || picture.getWidth() != fit.width()) {
      throw BadInputException.of(
          name,
          "size",
          picture.getWidth() + "×" + picture.getHeight(),
          fit.width() + "×" + fit.height() + ", or --fit ink or box");
    }
    Pixels pixels = Pixels.of(picture);
    byte[] grey = new byte[fit.height() * fit.width()];
    float[] item = new float[Pixels.COLOURS * grey.length];
    for (int c = 0; c < Pixels.COLOURS; c++) {
      for (int i = 0; i < grey.length; i++) {
        item[c * grey.length + i] = pixels.channel(c)[i] & 0xff;
      }
    }
    float[] levels = new ImageShape(fit.height(), fit.width(), Pixels.COLOURS, false).grey(item);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) Math.round(levels[i]);
    }
    return grey;
  }
}
