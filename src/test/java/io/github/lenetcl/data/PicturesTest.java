package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
  @TempDir Path folder;

  private static byte[] encoded(int width, int height, String format) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(width / 2, height / 2, 0, 128);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(picture, format, bytes));
    return bytes.toByteArray();
  }

  private String refusal(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("picture"), bytes);
    var e = assertThrows(BadInputException.class, () -> Pictures.read(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e.getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void readsByContentNotByName(String format) throws IOException {
    Path file = Files.write(folder.resolve("picture.dat"), encoded(40, 30, format));
    assertEquals(40, Pictures.read(file).getWidth());
  }

  @Test
  void readsGreyAsItIsStored() throws IOException {
    Path file = Files.write(folder.resolve("grey.png"), encoded(3, 3, "png"));
    assertEquals((byte) 128, Pixels.of(Pictures.read(file)).channel(0)[4]);
  }

  @Test
  void thinsOutHugePictures() throws IOException {
    Path file = Files.write(folder.resolve("huge.png"), encoded(10_000, 3_000, "png"));
    BufferedImage picture = Pictures.read(file);
    assertEquals(5_000, picture.getWidth());
    assertEquals(1_500, picture.getHeight());
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    assertTrue(refusal(new byte[0]).contains("wanted PNG or JPEG"));
    assertTrue(refusal("no picture".getBytes()).contains("wanted PNG or JPEG"));
    assertTrue(refusal(encoded(5, 5, "gif")).contains("wanted PNG or JPEG"));
    assertTrue(refusal(encoded(5, 5, "bmp")).contains("wanted PNG or JPEG"));
  }

  @Test
  void refusesPicturesTooLargeToDecode() throws IOException {
    byte[] png = encoded(5, 5, "png");
    Arrays.fill(png, 16, 24, (byte) 0x01);
    assertTrue(refusal(png).contains("size is 16843009×16843009, wanted at most 400000000 pixels"));
  }

  @Test
  void refusesFilesThatAreNotThere() {
    var missing = assertThrows(BadInputException.class, () -> Pictures.read(folder.resolve("x")));
    assertEquals(folder.resolve("x") + ": no such file", missing.getMessage());
    var wrong = assertThrows(BadInputException.class, () -> Pictures.read(folder));
    assertEquals(folder + ": type is a folder, wanted a PNG or JPEG file", wrong.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void damagedFilesAreRefusedOrRead(String format) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    Path file = folder.resolve("damaged");
    for (int round = 0; round < 300; round++) {
      byte[] bytes = encoded(40, 30, format);
      if (round % 3 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bytes);
      try {
        DigitImage.normalise(Pictures.read(file));
      } catch (BadInputException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }
}
