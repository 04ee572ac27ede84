package io.github.lenetcl.data.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is found in pictures stays what it is, to the last bit, whoever makes it faster: models were
 * trained and confidence was fitted on it. A change of what is found changes these digests too.
 */
class InkDigestTest {
  private static final int PICTURES = 600;
  private static final int[] TYPES = {
    BufferedImage.TYPE_BYTE_GRAY,
    BufferedImage.TYPE_3BYTE_BGR,
    BufferedImage.TYPE_4BYTE_ABGR,
    BufferedImage.TYPE_INT_RGB,
    BufferedImage.TYPE_INT_ARGB,
    BufferedImage.TYPE_USHORT_GRAY,
    BufferedImage.TYPE_BYTE_INDEXED,
    BufferedImage.TYPE_BYTE_BINARY
  };

  private final LabelledImages digits = EmbeddedDigits.test();

  @Test
  void ofPicturesOfAllKinds() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < PICTURES; i++) {
      update(digest, drawn(i));
    }
    assertEquals("2680746c40ed090d", hex(digest));
  }

  @Test
  void ofTheSamples() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(Path.of("test-data/samples"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".png")).sorted().toList()) {
        update(digest, Pictures.read(file));
      }
    }
    assertEquals("e1a07c495e28d68b", hex(digest));
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void update(MessageDigest digest, BufferedImage picture) {
    InkImage ink = InkImage.of(picture);
    digest.update(ink.levels());
    digest.update(ink.withoutRules().levels());
    digest.update(DigitImage.normalise(picture).orElse(new byte[0]));
  }

  /** A digit or a line of them on paper of any kind, with what people have beside it. */
  private BufferedImage drawn(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean line = random.nextInt(5) == 0;
    int zoom = 1 + random.nextInt(random.nextInt(8) == 0 ? 6 : 2);
    int height = random.nextInt(3) == 0 ? 28 * zoom : 1 + random.nextInt(40 * zoom);
    int width = line ? 3 * height + 7 : random.nextInt(3) == 0 ? height : 28 * zoom;
    float[] ink = new float[height * width];
    for (int i = 0; i < (line ? 5 : 1); i++) {
      int left = line ? i * width / 5 : (width - 28 * zoom) / 2 + random.nextInt(-2, 3);
      digit(ink, width, (height - 28 * zoom) / 2 + random.nextInt(-2, 3), left, zoom, random);
    }
    if (random.nextInt(3) == 0) {
      rules(ink, height, width, random);
    }
    double speckle = random.nextInt(2) * 0.004;
    double noise = random.nextInt(3) == 0 ? random.nextDouble(30) : 0;
    double slope = random.nextInt(4) == 0 ? random.nextDouble(80) : 0;
    int[] paper = colour(random);
    int[] pen = colour(random);
    boolean grey = random.nextBoolean();
    boolean clear = random.nextInt(4) == 0;
    BufferedImage picture = picture(TYPES[random.nextInt(TYPES.length)], height, width, random);
    for (int row = 0, at = 0; row < height; row++) {
      for (int column = 0; column < width; column++, at++) {
        double part = random.nextDouble() < speckle ? random.nextDouble() : ink[at];
        int argb = clear ? (int) Math.round(255 * part) << 24 : 0xff << 24;
        for (int c = 0; c < 3; c++) {
          int from = grey ? 0 : c;
          double level = paper[from] + part * (pen[from] - paper[from]);
          level += slope * column / width + noise * (random.nextDouble() - 0.5);
          argb |= (int) Math.max(0, Math.min(255, Math.round(level))) << 8 * (2 - c);
        }
        set(picture, column, row, argb);
      }
    }
    return picture;
  }

  /** Grey ones as they are stored, which Java would take for linear light. */
  private static void set(BufferedImage picture, int column, int row, int argb) {
    switch (picture.getType()) {
      case BufferedImage.TYPE_BYTE_GRAY ->
          picture.getRaster().setSample(column, row, 0, argb & 0xff);
      case BufferedImage.TYPE_USHORT_GRAY ->
          picture.getRaster().setSample(column, row, 0, 257 * (argb & 0xff) + (argb >> 8 & 0x3f));
      case BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY -> {
        int colours = ((IndexColorModel) picture.getColorModel()).getMapSize();
        picture.getRaster().setSample(column, row, 0, (argb & 0xff) * (colours - 1) / 255);
      }
      default -> picture.setRGB(column, row, argb);
    }
  }

  private static BufferedImage picture(int type, int height, int width, SplittableRandom random) {
    if (type != BufferedImage.TYPE_BYTE_INDEXED) {
      return new BufferedImage(width, height, type);
    }
    int colours = 2 + random.nextInt(254);
    int[] map = new int[colours];
    for (int i = 0; i < colours; i++) {
      float shade = (float) i / (colours - 1);
      map[i] = Color.HSBtoRGB(0.6f, random.nextInt(2) * 0.5f, shade);
    }
    IndexColorModel model = new IndexColorModel(8, colours, map, 0, false, -1, 0);
    return new BufferedImage(width, height, type, model);
  }

  private static int[] colour(SplittableRandom random) {
    int level = random.nextBoolean() ? 255 * random.nextInt(2) : random.nextInt(256);
    return new int[] {level, random.nextInt(256), random.nextInt(256)};
  }

  private void digit(float[] ink, int width, int top, int left, int zoom, SplittableRandom random) {
    byte[] digit = digits.image(random.nextInt(digits.count()));
    float strength = random.nextInt(3) == 0 ? 0.1f + 0.9f * random.nextInt(16) / 16 : 1;
    for (int row = 0; row < 28 * zoom; row++) {
      for (int column = 0; column < 28 * zoom; column++) {
        int at = (top + row) * width + left + column;
        boolean there = left + column >= 0 && left + column < width && at >= 0 && at < ink.length;
        if (there) {
          float level = strength * (digit[row / zoom * 28 + column / zoom] & 0xff) / 255;
          ink[at] = Math.max(ink[at], level);
        }
      }
    }
  }

  /** Level and upright strokes at the sides, slanted a little or not at all. */
  private static void rules(float[] ink, int height, int width, SplittableRandom random) {
    for (int rule = random.nextInt(4); rule >= 0; rule--) {
      boolean upright = random.nextBoolean();
      int across = upright ? width : height;
      int along = upright ? height : width;
      int thick = 1 + random.nextInt(1 + across / 20);
      int start = random.nextInt(2) == 0 ? random.nextInt(4) : across - 1 - random.nextInt(4);
      double slope = random.nextInt(2) * (random.nextDouble() - 0.5) * 0.1;
      for (int i = 0; i < along; i++) {
        for (int t = 0; t < thick; t++) {
          int at = (int) Math.floor(start + t + slope * i);
          if (at >= 0 && at < across) {
            ink[upright ? i * width + at : at * width + i] = 0.9f;
          }
        }
      }
    }
  }
}
