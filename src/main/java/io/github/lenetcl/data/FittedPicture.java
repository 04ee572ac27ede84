package io.github.lenetcl.data;

import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.data.ink.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A picture brought to size, as far as it can be before its set is judged: whether a grey picture
 * of 28×28 is a normalised digit is told of a set, not of each, since a few miss the frame.
 *
 * @param small a grey picture of 28×28 of which the ink is wanted, row by row; it is taken as it
 *     is, or the digit in it is looked for
 * @param levels the levels of any other, row by row, 0 for background, 255 for ink; nothing if it
 *     is blank
 */
public record FittedPicture(Optional<byte[]> small, Optional<byte[]> levels) {
  private static final int SIDE = DigitImage.SIDE;

  /** Grey pictures of 28×28 are taken as they are if this part of them is normalised. */
  private static final double NORMALISED = 0.9;

  private static FittedPicture small(byte[] levels) {
    return new FittedPicture(Optional.of(levels), Optional.empty());
  }

  private static FittedPicture fitted(Optional<byte[]> levels) {
    return new FittedPicture(Optional.empty(), levels);
  }

  /**
   * Reads a picture and brings it to size.
   *
   * @param name what messages call it
   * @param file the bytes of its file
   * @param fit how
   * @return the picture
   * @throws BadInputException if it cannot be read, or is not of the size that is wanted
   * @throws IOException if it cannot be read
   */
  public static FittedPicture of(String name, byte[] file, PictureFit fit) throws IOException {
    Optional<FittedPicture> plain = plain(file, fit);
    return plain.isPresent() ? plain.get() : of(name, Pictures.read(name, file), fit);
  }

  /**
   * Reads all pages of a file and brings each to size.
   *
   * @param file the file
   * @param upright whether pictures are turned as the camera was held, or left as they are stored
   * @param fit how
   * @param pages is told each page, in order
   * @throws BadInputException if the file is missing or damaged, or a page is not of the size that
   *     is wanted
   * @throws IOException if it cannot be read
   */
  public static void readAll(
      Path file, boolean upright, PictureFit fit, Consumer<FittedPicture> pages)
      throws IOException {
    byte[] bytes = Pictures.bytes(file);
    Optional<FittedPicture> plain = plain(bytes, fit);
    if (plain.isPresent()) {
      pages.accept(plain.get());
      return;
    }
    String name = file.toString();
    Pictures.readAll(name, bytes, upright, (page, picture) -> pages.accept(of(name, picture, fit)));
  }

  /** The fast way, for the simplest PNG that is of size already. */
  static Optional<FittedPicture> plain(byte[] file, PictureFit fit) {
    if (fit.maps() > 1) {
      return Optional.empty();
    }
    return switch (fit.way()) {
      case INK -> GreyPng.read(file, SIDE, SIDE).map(FittedPicture::small);
      case BOX -> Optional.empty();
      case NONE ->
          GreyPng.read(file, fit.height(), fit.width()).map(levels -> fitted(Optional.of(levels)));
    };
  }

  /**
   * Brings a picture to size.
   *
   * @param name what messages call it
   * @param picture the picture
   * @param fit how
   * @return the picture
   * @throws BadInputException if it is not of the size that is wanted
   */
  public static FittedPicture of(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    return switch (fit.way()) {
      case INK -> ink(picture, fit);
      case BOX ->
          fitted(fit.maps() > 1 ? Optional.of(colours(name, picture, fit)) : box(picture, fit));
      case NONE -> fitted(Optional.of(asItIs(name, picture, fit)));
    };
  }

  /**
   * Judges a set.
   *
   * @param pictures all pictures of it, or many
   * @return whether its grey pictures of 28×28 are normalised digits
   */
  public static boolean areNormalised(Collection<FittedPicture> pictures) {
    long small = pictures.stream().filter(each -> each.small.isPresent()).count();
    long normalised =
        pictures.parallelStream()
            .filter(each -> each.small.map(DigitImage::isNormalised).orElse(false))
            .count();
    return normalised >= NORMALISED * small;
  }

  /**
   * The picture at last.
   *
   * @param normalised whether those of its set are normalised digits
   * @param fit how it was brought to size
   * @return as many grey levels as the size asks for, row by row, 0 for background, 255 for ink;
   *     nothing if it is blank; of colours plane by plane
   */
  public Optional<byte[]> levels(boolean normalised, PictureFit fit) {
    if (small.isEmpty()) {
      return levels;
    }
    return normalised
        ? small.map(digit -> sized(digit, fit))
        : DigitImage.normalise(Pixels.grey(SIDE, SIDE, small.get()))
            .map(digit -> sized(digit, fit));
  }

  /**
   * The picture at last, where a blank one is an error.
   *
   * @param name what messages call it
   * @param normalised whether those of its set are normalised digits
   * @param fit how it was brought to size
   * @return as many grey levels as the size asks for, row by row, 0 for background, 255 for ink
   * @throws BadInputException if it is blank
   */
  public byte[] require(String name, boolean normalised, PictureFit fit) throws BadInputException {
    return levels(normalised, fit).orElseThrow(() -> new BadInputException(blank(name)));
  }

  static String blank(String name) {
    return name + ": blank, wanted a picture with something on it";
  }

  private static FittedPicture ink(BufferedImage picture, PictureFit fit) {
    Pixels pixels = Pixels.of(picture);
    return pixels.height() == SIDE && pixels.width() == SIDE && pixels.isGrey()
        ? small(pixels.channel(0))
        : fitted(DigitImage.normalise(pixels).map(digit -> sized(digit, fit)));
  }

  private static byte[] sized(byte[] digit, PictureFit fit) {
    return fit.height() == SIDE && fit.width() == SIDE
        ? digit
        : boxed(new InkImage(SIDE, SIDE, digit), fit);
  }

  private static Optional<byte[]> box(BufferedImage picture, PictureFit fit) {
    InkImage ink = InkImage.of(picture);
    return ink.isBlank() ? Optional.empty() : Optional.of(boxed(ink, fit));
  }

  /** The whole of it, as large as it fits, in the middle. */
  private static byte[] boxed(InkImage ink, PictureFit fit) {
    double step =
        Math.max((double) ink.height() / fit.height(), (double) ink.width() / fit.width());
    double top = (ink.height() - step * fit.height()) / 2;
    double left = (ink.width() - step * fit.width()) / 2;
    return ink.resampled(top, left, step, fit.height(), fit.width()).levels();
  }

  /** The planes of a picture, each as large as it fits, in the middle. */
  private static byte[] colours(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    if (fit.maps() != Pixels.COLOURS) {
      throw BadInputException.of(
          name, "planes", "red, green and blue", fit.maps() + ", as the network asks for");
    }
    Pixels pixels = Pixels.of(picture);
    byte[] planes = new byte[fit.area()];
    for (int c = 0; c < fit.maps(); c++) {
      InkImage plane = new InkImage(pixels.height(), pixels.width(), pixels.channel(c));
      int area = fit.height() * fit.width();
      System.arraycopy(boxed(plane, fit), 0, planes, c * area, area);
    }
    return planes;
  }

  private static byte[] asItIs(String name, BufferedImage picture, PictureFit fit)
      throws BadInputException {
    if (picture.getHeight() != fit.height() || picture.getWidth() != fit.width()) {
      throw BadInputException.of(
          name,
          "size",
          picture.getWidth() + "×" + picture.getHeight(),
          fit.width()
              + "×"
              + fit.height()
              + ", or --fit "
              + (fit.maps() > 1 ? "box" : "ink or box"));
    }
    if (fit.maps() > 1) {
      return colours(name, picture, fit);
    }
    Pixels pixels = Pixels.of(picture);
    byte[] grey = new byte[fit.height() * fit.width()];
    float[] item = new float[Pixels.COLOURS * grey.length];
    for (int c = 0; c < Pixels.COLOURS; c++) {
      for (int i = 0; i < grey.length; i++) {
        item[c * grey.length + i] = pixels.channel(c)[i] & 0xff;
      }
    }
    ImageShape colours = new ImageShape(fit.height(), fit.width(), Pixels.COLOURS, false, 1);
    float[] levels = colours.levels(item);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) Math.round(levels[i]);
    }
    return grey;
  }
}
