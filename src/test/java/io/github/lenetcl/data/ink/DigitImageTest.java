package io.github.lenetcl.data.ink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits that are normalised already must survive being made into all kinds of pictures. */
class DigitImageTest {
  private static final int WHITE = 0xffffffff;
  private static final int BLACK = 0xff000000;
  private static final int DIGITS = 100;

  private static final LabelledImages SET = load();

  private static LabelledImages load() {
    try {
      return DataSets.embedded().test().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A way to make a picture of a digit, and by how many levels of 255 a pixel of it may be off in
   * the mean over all digits: about 1 where the way back is exact but for rounding, 8 where
   * smoothing has blurred it.
   */
  static Stream<Arguments> ways() {
    return Stream.of(
        way("dark on light", 1, digit -> painted(digit, WHITE, BLACK)),
        way("light on dark", 1, digit -> painted(digit, BLACK, WHITE)),
        way("blue on yellow", 1, digit -> painted(digit, 0xffffff00, 0xff2020c0)),
        way("green on red, equally bright", 1, digit -> painted(digit, 0xffe03030, 0xff309a30)),
        way("faint", 1.5, digit -> painted(digit, 0xffb0b0b0, 0xff707070)),
        way("black on transparent", 1, digit -> painted(digit, 0, BLACK)),
        way("white on transparent", 1, digit -> painted(digit, 0x00ffffff, WHITE)),
        way("grey bytes", 1, digit -> grey(digit, BufferedImage.TYPE_BYTE_GRAY, 1)),
        way("grey words", 1, digit -> grey(digit, BufferedImage.TYPE_USHORT_GRAY, 257)),
        way("ten times as large", 1, digit -> scaled(painted(digit, WHITE, BLACK), 10, false)),
        way("smoothly enlarged", 8, digit -> scaled(painted(digit, WHITE, BLACK), 7.3, true)),
        way("far off the middle", 1.5, digit -> framed(painted(digit, WHITE, BLACK), WHITE)),
        way("a card on transparent", 1.5, digit -> framed(painted(digit, WHITE, BLACK), 0)),
        way("JPEG", 8, digit -> jpeg(scaled(painted(digit, WHITE, BLACK), 9, true))),
        way("grainy", 8, digit -> grainy(scaled(painted(digit, WHITE, BLACK), 8, true))),
        way("dusty", 9, digit -> dusty(scaled(painted(digit, WHITE, BLACK), 12, true))),
        way("lit from a side", 11, digit -> lit(scaled(painted(digit, WHITE, BLACK), 10, true))),
        way("in a box", 1.5, digit -> foreign(digit, DigitImageTest::box)),
        way("in a corner of a box", 1.5, digit -> foreign(digit, DigitImageTest::corner)),
        way("with a dark side", 1.5, digit -> foreign(digit, pen -> pen.fillRect(0, 0, 20, 112))),
        way("on a page beside the dark", 1.5, digit -> foreign(digit, DigitImageTest::page)),
        way("beside a blot", 1.5, digit -> foreign(digit, pen -> pen.fillOval(96, 2, 14, 30))),
        way("beside others", 1.5, digit -> foreign(digit, DigitImageTest::neighbours)));
  }

  /** A pale digit on grey paper, and something in black that is not part of it. */
  private static BufferedImage foreign(byte[] digit, Consumer<Graphics2D> other) {
    BufferedImage picture = plain(112, 112, new Color(220, 220, 220));
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        int level = 220 - (digit[y * 28 + x] & 0xff) * 80 / 255;
        for (int at = 0; at < 4; at++) {
          picture.setRGB(42 + 2 * (x - 7) + at % 2, 42 + 2 * (y - 7) + at / 2, level * 0x010101);
        }
      }
    }
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.BLACK);
    other.accept(pen);
    pen.dispose();
    return picture;
  }

  private static void box(Graphics2D pen) {
    pen.fillRect(6, 0, 3, 112);
    pen.fillRect(104, 0, 3, 112);
    pen.fillRect(0, 5, 112, 3);
    pen.fillRect(0, 107, 112, 4);
  }

  private static void corner(Graphics2D pen) {
    pen.fillRect(12, 10, 100, 3);
    pen.fillRect(12, 10, 3, 102);
  }

  private static void page(Graphics2D pen) {
    pen.fillRect(0, 0, 30, 112);
    pen.fillRect(33, 4, 1, 104);
    pen.fillRect(33, 4, 75, 1);
  }

  private static void neighbours(Graphics2D pen) {
    pen.fillRect(0, 40, 4, 40);
    pen.fillOval(104, 40, 20, 40);
  }

  /** A ring so thick that only the corners and its middle show paper. */
  @Test
  void cornersTellThePaperOfATightPicture() {
    for (boolean inverted : new boolean[] {false, true}) {
      BufferedImage picture = plain(16, 16, inverted ? Color.WHITE : Color.BLACK);
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          double away = Math.hypot(x - 7.5, y - 7.5);
          if (away > 2 && away < 9) {
            picture.setRGB(x, y, (inverted ? Color.BLACK : Color.WHITE).getRGB());
          }
        }
      }
      byte[] digit = DigitImage.normalise(picture).orElseThrow();
      assertTrue((digit[14 * 28 + 14] & 0xff) < 64, "paper in the middle");
      assertTrue((digit[14 * 28 + 7] & 0xff) > 192, "ink beside it");
      assertTrue((digit[14 * 28 + 20] & 0xff) > 192, "ink beside it");
    }
  }

  /** Their strokes reach from edge to edge, but are no rules. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 7})
  void strokesOfATightDigitAreNoRules(int shape) {
    BufferedImage picture = plain(60, 80, Color.WHITE);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.BLACK);
    switch (shape) {
      case 1 -> {
        pen.fillRect(26, 0, 9, 80);
        pen.fillRect(0, 71, 60, 9);
      }
      case 4 -> {
        pen.fillRect(40, 0, 9, 80);
        pen.fillRect(0, 46, 60, 9);
        pen.fillRect(0, 0, 9, 50);
      }
      case 5 -> {
        pen.fillRect(0, 0, 60, 9);
        pen.fillRect(0, 0, 9, 40);
        pen.fillOval(0, 30, 60, 50);
      }
      default -> {
        pen.fillRect(0, 0, 60, 9);
        pen.fillPolygon(new int[] {50, 60, 30, 20}, new int[] {0, 0, 80, 80}, 4);
      }
    }
    pen.dispose();
    int ink = 0;
    for (byte level : InkImage.of(picture).levels()) {
      ink += level & 0xff;
    }
    InkImage kept = Rules.removed(InkImage.of(picture));
    int left = 0;
    for (byte level : kept.levels()) {
      left += level & 0xff;
    }
    assertTrue(left > 0.98 * ink, left + " of " + ink);
  }

  private static Arguments way(String name, double most, Function<byte[], BufferedImage> picture) {
    return Arguments.of(name, most, picture);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void digitsComeBack(String name, double most, Function<byte[], BufferedImage> picture) {
    double sum = 0;
    for (int i = 0; i < DIGITS; i++) {
      byte[] digit = SET.image(i);
      byte[] back = DigitImage.normalise(picture.apply(digit)).orElseThrow();
      for (int at = 0; at < digit.length; at++) {
        sum += Math.abs((digit[at] & 0xff) - (back[at] & 0xff));
      }
    }
    double mean = sum / (DIGITS * 28 * 28);
    assertTrue(mean <= most, "off by " + mean + " in the mean");
  }

  @Test
  void colourAndInversionChangeNothing() {
    for (int i = 0; i < DIGITS; i++) {
      byte[] expected = DigitImage.normalise(painted(SET.image(i), BLACK, WHITE)).orElseThrow();
      byte[] inverted = DigitImage.normalise(painted(SET.image(i), WHITE, BLACK)).orElseThrow();
      assertArrayEquals(expected, inverted, "digit " + i);
    }
  }

  @Test
  void fitsAndCentresAndKeepsProportions() {
    BufferedImage picture = plain(900, 700, Color.WHITE);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.BLACK);
    pen.fillRect(650, 40, 100, 200);
    pen.dispose();
    byte[] digit = DigitImage.normalise(picture).orElseThrow();
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        boolean inside = row >= 4 && row < 24 && column >= 9 && column < 19;
        assertEquals(inside ? 255 : 0, digit[row * 28 + column] & 0xff, row + ", " + column);
      }
    }
  }

  @Test
  void thinLinesBecomeFullInk() {
    BufferedImage picture = plain(600, 600, Color.WHITE);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.BLACK);
    pen.drawOval(200, 100, 200, 400);
    pen.dispose();
    byte[] digit = DigitImage.normalise(picture).orElseThrow();
    int full = 0;
    for (byte level : digit) {
      full += (level & 0xff) == 255 ? 1 : 0;
    }
    assertTrue(full >= 8, full + " full pixels");
  }

  static Stream<Arguments> blanks() {
    BufferedImage nearlyWhite = plain(300, 200, Color.WHITE);
    Graphics2D pen = nearlyWhite.createGraphics();
    pen.setColor(new Color(240, 240, 240));
    pen.fillRect(100, 50, 60, 60);
    pen.dispose();
    return Stream.of(
        Arguments.of("white", plain(300, 200, Color.WHITE)),
        Arguments.of("black", plain(28, 28, Color.BLACK)),
        Arguments.of("one pixel", plain(1, 1, Color.RED)),
        Arguments.of("one row", plain(500, 1, Color.RED)),
        Arguments.of("transparent", new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB)),
        Arguments.of("nearly white", nearlyWhite),
        Arguments.of("grain", grainy(plain(300, 200, Color.LIGHT_GRAY))),
        Arguments.of("noise", noise(200, 200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blanks")
  void blankPicturesHoldNoDigit(String name, BufferedImage picture) {
    assertEquals(Optional.empty(), DigitImage.normalise(picture));
    assertTrue(InkImage.of(picture).isBlank());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 19, 21, 28, 29})
  void tinyNoiseIsADigitOrNone(int side) {
    for (int width = 1; width <= 2 * side; width++) {
      DigitImage.normalise(noise(width, side)).ifPresent(digit -> assertEquals(784, digit.length));
    }
  }

  @Test
  void hugePicturesAreReadInBoundedMemory() {
    BufferedImage picture = new BufferedImage(10_000, 2_000, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(4_000, 100, 180, 1_800);
    pen.dispose();
    assertTrue(InkImage.of(picture).levels().length <= 4_000_000);
    byte[] digit = DigitImage.normalise(picture).orElseThrow();
    assertEquals(255, digit[14 * 28 + 14] & 0xff);
    assertEquals(0, digit[14 * 28 + 11] & 0xff);
  }

  @Test
  void inkIsFoundAsItIs() {
    InkImage ink = InkImage.of(painted(SET.image(3), WHITE, BLACK));
    assertFalse(ink.isBlank());
    for (int at = 0; at < 784; at++) {
      assertEquals(SET.image(3)[at] & 0xff, ink.level(at / 28, at % 28), 3);
    }
  }

  private static BufferedImage grey(byte[] digit, int type, int unit) {
    BufferedImage picture = new BufferedImage(28, 28, type);
    for (int at = 0; at < digit.length; at++) {
      picture.getRaster().setSample(at % 28, at / 28, 0, (digit[at] & 0xff) * unit);
    }
    return picture;
  }

  /** Mixes paper and ink, both as alpha, red, green, blue. */
  private static BufferedImage painted(byte[] digit, int paper, int ink) {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
    for (int at = 0; at < digit.length; at++) {
      int level = digit[at] & 0xff;
      int argb = 0;
      for (int shift = 0; shift < 32; shift += 8) {
        int mixed = (paper >>> shift & 0xff) * (255 - level) + (ink >>> shift & 0xff) * level;
        argb |= (mixed + 127) / 255 << shift;
      }
      picture.setRGB(at % 28, at / 28, argb);
    }
    return picture;
  }

  private static BufferedImage plain(int width, int height, Color colour) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return picture;
  }

  private static BufferedImage scaled(BufferedImage picture, double factor, boolean smooth) {
    int side = (int) Math.round(28 * factor);
    BufferedImage large = new BufferedImage(side, side, picture.getType());
    Graphics2D pen = large.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        smooth
            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
            : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    pen.drawImage(picture, 0, 0, side, side, null);
    pen.dispose();
    return large;
  }

  private static BufferedImage framed(BufferedImage picture, int colour) {
    BufferedImage large = new BufferedImage(160, 110, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = large.createGraphics();
    pen.setComposite(AlphaComposite.Src);
    pen.setColor(new Color(colour, true));
    pen.fillRect(0, 0, 160, 110);
    pen.drawImage((Image) picture, 100, 20, null);
    pen.dispose();
    return large;
  }

  private static BufferedImage jpeg(BufferedImage picture) {
    BufferedImage opaque = plain(picture.getWidth(), picture.getHeight(), Color.WHITE);
    Graphics2D pen = opaque.createGraphics();
    pen.drawImage(picture, 0, 0, null);
    pen.dispose();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(opaque, "jpg", bytes);
      return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Change {
    double apply(int level, int x);
  }

  private static BufferedImage changed(BufferedImage picture, Change change) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        double level = change.apply(picture.getRGB(x, y) & 0xff, x);
        int grey = (int) Math.max(0, Math.min(255, level));
        picture.setRGB(x, y, 0xff000000 | grey * 0x010101);
      }
    }
    return picture;
  }

  private static BufferedImage grainy(BufferedImage picture) {
    SplittableRandom random = new SplittableRandom(1);
    return changed(picture, (level, x) -> level + random.nextInt(-20, 21));
  }

  private static BufferedImage lit(BufferedImage picture) {
    return changed(picture, (level, x) -> level * (0.6 + 0.4 * x / picture.getWidth()));
  }

  private static BufferedImage noise(int width, int height) {
    SplittableRandom random = new SplittableRandom(width * 1000L + height);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    return changed(picture, (level, x) -> random.nextInt(256));
  }

  private static BufferedImage dusty(BufferedImage picture) {
    SplittableRandom random = new SplittableRandom(1);
    for (int speck = 0; speck < 40; speck++) {
      int x = random.nextInt(picture.getWidth() - 1);
      int y = random.nextInt(picture.getHeight() - 1);
      for (int i = 0; i < 4; i++) {
        picture.setRGB(x + i % 2, y + i / 2, BLACK);
      }
    }
    return picture;
  }

  /** A picture that is a normalised digit, to the pixel, is taken as it is, in both polarities. */
  @Test
  void aNormalisedDigitIsLeftAlone() {
    int same = 0;
    for (int i = 0; i < 200; i++) {
      byte[] digit = SET.image(i);
      byte[] dark = digit.clone();
      for (int k = 0; k < dark.length; k++) {
        dark[k] = (byte) ~dark[k];
      }
      byte[] back = DigitImage.normalise(grey(digit)).orElseThrow();
      assertArrayEquals(back, DigitImage.normalise(grey(dark)).orElseThrow());
      same += Arrays.equals(digit, back) ? 1 : 0;
    }
    assertTrue(same >= 150, same + " of 200 left alone");
    byte[] specked = SET.image(0);
    specked[28 + 1] = (byte) 255;
    byte[] clean = DigitImage.normalise(grey(specked)).orElseThrow();
    assertEquals(0, clean[28 + 1], "a speck in the corner is none of the digit");
  }

  private static BufferedImage grey(byte[] levels) {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, 28, 28, levels);
    return picture;
  }
}
