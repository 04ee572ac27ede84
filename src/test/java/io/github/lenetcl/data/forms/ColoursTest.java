package io.github.lenetcl.data.forms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.PictureFit.Way;
import io.github.lenetcl.data.Stored;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same nine pictures in colours in every form, for networks that ask for three maps. */
class ColoursTest {
  private static final Path COLOUR = Path.of("test-data/forms/colour");
  private static final int COUNT = 9;
  private static final int HEIGHT = 8;
  private static final int WIDTH = 10;
  private static final PictureFit COLOURS = new PictureFit(Way.BOX, 3, HEIGHT, WIDTH);

  @TempDir Path folder;

  /** As make.py has it. */
  private static int level(int image, int row, int column, int channel) {
    return 10 * image + 3 * row + 5 * column + 40 * channel;
  }

  private static byte[] planes(int image) {
    byte[] planes = new byte[3 * HEIGHT * WIDTH];
    for (int i = 0; i < planes.length; i++) {
      int row = i / WIDTH % HEIGHT;
      planes[i] = (byte) level(image, row, i % WIDTH, i / (HEIGHT * WIDTH));
    }
    return planes;
  }

  private static BufferedImage picture(int image) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int c = 0; c < 3; c++) {
          picture.getRaster().setSample(x, y, c, level(image, y, x, c));
        }
      }
    }
    return picture;
  }

  private static void assertColours(LabelledImages images) {
    assertEquals(COUNT, images.count());
    assertEquals(3 * HEIGHT, images.height());
    assertEquals(WIDTH, images.width());
    for (int i = 0; i < COUNT; i++) {
      assertEquals(i % 3, images.label(i));
      assertArrayEquals(planes(i), images.image(i), "image " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"last.npz", "first.npz", "flat-planes.npz", "flat-pixels.csv", "svhn.mat"})
  void keepsTheColoursOfArrays(String file) throws IOException {
    assertColours(DataSets.open(COLOUR.resolve(file), COLOURS).training());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void keepsTheColoursOfParquet() throws IOException {
    assertColours(DataSets.open(COLOUR.resolve("train.parquet"), COLOURS).training());
  }

  @ParameterizedTest
  @CsvSource({"BOX, false", "NONE, false", "BOX, true"})
  void keepsTheColoursOfPictures(Way way, boolean inNames) throws IOException {
    for (int i = 0; i < COUNT; i++) {
      String name = inNames ? i % 3 + "_" + i + ".png" : i % 3 + "/" + i + ".png";
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      ImageIO.write(picture(i), "png", file.toFile());
    }
    PictureFit fit = new PictureFit(way, 3, HEIGHT, WIDTH);
    assertColours(DataSets.open(folder, fit).training());
  }

  @Test
  void keepsTheColoursOfASheet() throws IOException {
    BufferedImage sheet = new BufferedImage(COUNT * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < COUNT; i++) {
      sheet.getRaster().setRect(i * WIDTH, 0, picture(i).getRaster());
    }
    Path file = folder.resolve("sheet.png");
    ImageIO.write(sheet, "png", file.toFile());
    PictureFit cells = COLOURS.withGrid(new PictureFit.Cell(HEIGHT, WIDTH));
    try (ImageStream stream = ImageStream.open(file, cells)) {
      byte[] pixels = stream.next(COUNT).orElseThrow().pixels();
      for (int i = 0; i < COUNT; i++) {
        byte[] own = java.util.Arrays.copyOfRange(pixels, i * 240, (i + 1) * 240);
        assertArrayEquals(planes(i), own, "cell " + i);
      }
    }
  }

  @Test
  void largerPicturesAreBroughtToTheMiddleWithAllTheirColours() throws IOException {
    BufferedImage wide = new BufferedImage(40, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 16; i++) {
      wide.setRGB(i % 40, i / 40, 0xFF8010);
    }
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    ImageIO.write(wide, "png", folder.resolve("a/1.png").toFile());
    ImageIO.write(picture(0), "png", folder.resolve("b/1.png").toFile());
    byte[] found = DataSets.open(folder, COLOURS).training().image(0);
    int[] colour = {0xff, 0x80, 0x10};
    for (int i = 0; i < found.length; i++) {
      int row = i / WIDTH % HEIGHT;
      int wanted = row < 2 || row >= 6 ? 0 : colour[i / (HEIGHT * WIDTH)];
      assertEquals(wanted, found[i] & 0xff, "value " + i);
    }
  }

  @Test
  void greyImagesAreTheSameInEveryMap() throws IOException {
    Path digits = Path.of("test-data/forms/npz");
    LabelledImages grey = DataSets.open(digits).training();
    PictureFit three = new PictureFit(Way.BOX, 3, 28, 28);
    LabelledImages found = DataSets.open(digits, three).training();
    assertEquals(3 * 28, found.height());
    for (int plane = 0; plane < 3; plane++) {
      byte[] own = java.util.Arrays.copyOfRange(found.image(3), plane * 784, (plane + 1) * 784);
      assertArrayEquals(grey.image(3), own);
    }
  }

  @Test
  void everyPlaneIsTurnedByItself() throws IOException {
    PictureFit turned = COLOURS.withStored(new Stored(true, true));
    LabelledImages found = DataSets.open(COLOUR.resolve("last.npz"), turned).training();
    assertEquals(3 * WIDTH, found.height());
    assertEquals(HEIGHT, found.width());
    int place = 2 * HEIGHT * WIDTH + 4 * HEIGHT + 7; // blue, row 4 that was column 4
    assertEquals(255 - level(5, 7, 4, 2), found.image(5)[place] & 0xff);
  }

  @Test
  void saysWhatDoesNotFit() {
    PictureFit five = new PictureFit(Way.BOX, 5, HEIGHT, WIDTH);
    Path file = COLOUR.resolve("last.npz");
    var e = assertThrows(BadInputException.class, () -> DataSets.open(file, five));
    assertEquals(
        file
            + ": x_train.npy: shape of an image is 8×10×3, wanted rows×columns, a square number of"
            + " pixels, or these with 1 or 5 channels",
        e.getMessage());
    var ink =
        assertThrows(IllegalArgumentException.class, () -> new PictureFit(Way.INK, 3, 32, 32));
    assertEquals(
        "fit is ink, which has no colours, wanted box or none for 3 maps", ink.getMessage());
  }
}
