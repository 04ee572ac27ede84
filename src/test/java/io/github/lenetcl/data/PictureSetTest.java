package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.ink.DigitImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSetTest {
  @TempDir Path folder;

  private LabelledImages digits;

  @BeforeEach
  void load() throws IOException {
    digits = DataSets.embedded().training();
  }

  /** Writes a digit, dark on light or light on dark, enlarged by a whole factor. */
  private void save(String name, int index, boolean inverted, int factor) throws IOException {
    int side = 28 * factor;
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    byte[] digit = digits.image(index);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int level = digit[y / factor * 28 + x / factor] & 0xff;
        picture.getRaster().setSample(x, y, 0, inverted ? 255 - level : level);
      }
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
  }

  private void assertRefused(String reason) {
    var e = assertThrows(BadInputException.class, () -> DataSets.open(folder));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void readsAFolderPerClassInMixedOrder() throws IOException {
    save("zebra/1.png", 0, false, 1);
    save("ant/b.png", 2, false, 1);
    save("ant/a.PNG", 1, false, 1);
    Files.writeString(folder.resolve("ant/notes.txt"), "not a picture");
    Files.createDirectory(folder.resolve(".hidden"));
    DataSplit split = DataSets.open(folder);
    LabelledImages set = split.training();
    assertTrue(split.test().isEmpty());
    assertEquals(List.of("ant", "zebra"), set.classes());
    assertArrayEquals(new int[] {0, 1, 0}, set.labels());
    assertArrayEquals(digits.image(1), set.image(0));
    assertArrayEquals(digits.image(0), set.image(1));
    assertArrayEquals(digits.image(2), set.image(2));
  }

  @Test
  void readsTrainAndTest() throws IOException {
    save("train/0/a.png", 0, false, 1);
    save("train/1/a.png", 1, false, 1);
    save("test/1/a.png", 2, false, 1);
    DataSplit split = DataSets.open(folder);
    assertEquals(2, split.training().count());
    assertArrayEquals(new int[] {1}, split.test().orElseThrow().labels());
    assertEquals(List.of("0", "1"), split.test().orElseThrow().classes());
  }

  @Test
  void normalisesWhatIsNotNormalised() throws IOException {
    save("large/a.png", 0, false, 5);
    save("inverted/a.png", 0, true, 1);
    LabelledImages set = DataSets.open(folder).training();
    for (int i = 0; i < 2; i++) {
      int off = 0;
      for (int at = 0; at < 784; at++) {
        off += Math.abs((set.image(i)[at] & 0xff) - (digits.image(0)[at] & 0xff));
      }
      assertTrue(off / 784.0 < 1, set.classes().get(i) + " is off by " + off / 784.0);
    }
  }

  @Test
  void refusesWhatItCannotUse() throws IOException {
    save("train/0/a.png", 0, false, 1);
    save("test/1/a.png", 1, false, 1);
    assertRefused("class is 1, wanted one of the training set's: [0]");
    Files.createDirectory(folder.resolve("train/empty"));
    assertRefused("content is no pictures, wanted PNG, JPEG, TIFF, BMP, GIF or WebP files");
  }

  @Test
  void leavesOutWhatIsBlankOrDamagedUnlessNothingIsLeft() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/broken.png"), "broken");
    assertRefused("broken.png: format is another one");
    ImageIO.write(
        new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("a/blank.png").toFile());
    save("b/digit.png", 3, false, 1);
    LabelledImages set = DataSets.open(folder).training();
    assertEquals(List.of("a", "b"), set.classes());
    assertArrayEquals(new int[] {1}, set.labels());
  }

  @Test
  void aSetThatOnlyHasTheSizeIsNormalised() throws IOException {
    byte[] aside = new byte[784];
    for (int row = 0; row < 20; row++) {
      for (int column = 2; column < 12; column++) {
        aside[row * 28 + column] = (byte) 255;
      }
    }
    assertFalse(DigitImage.isNormalised(aside));
    assertFalse(DigitImage.isNormalised(new byte[784]));
    int normalised = 0;
    for (int i = 0; i < 1000; i++) {
      normalised += DigitImage.isNormalised(digits.image(i)) ? 1 : 0;
    }
    assertTrue(normalised >= 970, normalised + " of 1000");
  }

  /** One of ten may miss the frame and is left as it is; of one alone the digit is looked for. */
  @Test
  void judgesTheSetAndNotEachPicture() throws IOException {
    byte[] aside = new byte[784];
    for (int i = 0; i < 784; i++) {
      aside[i] = i % 28 < 25 ? digits.image(0)[i + 3] : 0;
    }
    assertFalse(DigitImage.isNormalised(aside));
    BufferedImage moved = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    moved.getRaster().setDataElements(0, 0, 28, 28, aside);
    Files.createDirectories(folder.resolve("0"));
    ImageIO.write(moved, "png", folder.resolve("0/aside.png").toFile());
    assertFalse(Arrays.equals(aside, DataSets.open(folder).training().image(0)));
    for (int i = 0; i < 19; i++) {
      save("0/b" + i + ".png", 100 + i, false, 1);
    }
    assertArrayEquals(aside, DataSets.open(folder).training().image(0));
  }

  @Test
  void knowsTheUsualNamesOfItsPartsInAnyCase() throws IOException {
    save("Training/a/1.png", 0, false, 1);
    save("Training/b/1.png", 1, false, 1);
    save("Val/a/1.png", 2, false, 1);
    Files.createDirectories(folder.resolve("Training/__MACOSX"));
    DataSplit split = DataSets.open(folder);
    assertEquals(List.of("a", "b"), split.training().classes());
    assertEquals(1, split.validation().orElseThrow().count());
    assertTrue(split.test().isEmpty());
  }

  @Test
  void refusesAnEmptyTrainFolder() throws IOException {
    Files.createDirectory(folder.resolve("train"));
    assertRefused("no data found, wanted train-images-idx3-ubyte");
  }

  @Test
  void takesFoldersOfPartsAboveAndInsideClasses() throws IOException {
    save("3/training/a.png", 0, false, 1);
    save("5/training/a.png", 1, false, 1);
    save("3/testing/a.png", 2, false, 1);
    save("validation/5/a.png", 3, false, 1);
    DataSplit split = DataSets.open(folder);
    assertEquals(List.of("3", "5"), split.training().classes());
    assertEquals(2, split.training().count());
    assertArrayEquals(digits.image(2), split.test().orElseThrow().image(0));
    assertArrayEquals(new int[] {1}, split.validation().orElseThrow().labels());
  }

  @Test
  void takesClassesFromNames() throws IOException {
    save("all/3_12.png", 0, false, 1);
    save("all/5.png", 1, false, 1);
    save("all/3_1.png", 2, false, 1);
    LabelledImages set = DataSets.open(folder).training();
    assertEquals(List.of("3", "5"), set.classes());
    assertArrayEquals(new int[] {0, 1, 0}, set.labels());
    save("all/other.png", 3, false, 1);
    assertEquals(List.of("all"), DataSets.open(folder).training().classes());
  }

  @Test
  void keepsSizeAndPlaceInABox() throws IOException {
    save("0/a.png", 0, true, 2);
    PictureFit box = new PictureFit(PictureFit.Way.BOX, 28, 28);
    byte[] kept = DataSets.open(folder, box).training().image(0);
    int off = 0;
    for (int i = 0; i < 784; i++) {
      off += Math.abs((kept[i] & 0xff) - (digits.image(0)[i] & 0xff));
    }
    assertTrue(off / 784.0 < 1, "off by " + off / 784.0);
    PictureFit none = new PictureFit(PictureFit.Way.NONE, 28, 28);
    var e = assertThrows(BadInputException.class, () -> DataSets.open(folder, none));
    assertTrue(e.getMessage().contains("size is 56×56, wanted 28×28"), e.getMessage());
    save("0/a.png", 0, true, 1);
    byte[] asItIs = DataSets.open(folder, none).training().image(0);
    assertEquals(255 - (digits.image(0)[300] & 0xff), asItIs[300] & 0xff);
  }

  @Test
  void readsASheetCellByCell() throws IOException {
    BufferedImage sheet = new BufferedImage(2 * 28, 10 * 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int cell = 0; cell < 20; cell++) {
      byte[] digit = digits.image(cell);
      for (int i = 0; i < 784; i++) {
        int x = cell % 2 * 28 + i % 28;
        sheet.getRaster().setSample(x, cell / 2 * 28 + i / 28, 0, digit[i] & 0xff);
      }
    }
    Path file = folder.resolve("digits.png");
    ImageIO.write(sheet, "png", file.toFile());
    PictureFit cells = PictureFit.DIGITS.withGrid(new PictureFit.Cell(28, 28));
    LabelledImages set = DataSets.open(file, cells).training();
    assertEquals(20, set.count());
    assertEquals(9, set.label(19));
    assertArrayEquals(digits.image(7), set.image(7));
    PictureFit wrong = PictureFit.DIGITS.withGrid(new PictureFit.Cell(30, 30));
    var e = assertThrows(BadInputException.class, () -> DataSets.open(file, wrong));
    assertTrue(e.getMessage().contains("wanted a whole number of cells"), e.getMessage());
  }
}
