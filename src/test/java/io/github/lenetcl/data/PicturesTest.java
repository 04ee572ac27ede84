package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void readsByContentNotByName(String format) throws IOException {
    Path file = Files.write(folder.resolve("picture.dat"), encoded(40, 30, format));
    assertEquals(40, Pictures.read(file).getWidth());
  }

  /** As where ImageIO looked for readers with a class loader that does not see ours. */
  @Test
  void readsWebpWhereImageIoDoesNotKnowTheReader() throws IOException {
    byte[] webp =
        Base64.getDecoder()
            .decode("UklGRioAAABXRUJQVlA4TB4AAAAvJ0AHAA/wwP8H/j/wf/7jAQKBJIT9mQeI6H965QI=");
    IIORegistry registry = IIORegistry.getDefaultInstance();
    List<ImageReaderSpi> hidden = new ArrayList<>();
    registry
        .getServiceProviders(ImageReaderSpi.class, false)
        .forEachRemaining(
            spi -> {
              if (Arrays.asList(spi.getFormatNames()).contains("webp")) {
                hidden.add(spi);
              }
            });
    hidden.forEach(registry::deregisterServiceProvider);
    try {
      assertFalse(ImageIO.getImageReadersByFormatName("webp").hasNext());
      assertEquals(40, Pictures.read("picture", webp).getWidth());
    } finally {
      hidden.forEach(registry::registerServiceProvider);
    }
    assertEquals(40, Pictures.read("picture", webp).getWidth());
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
    assertTrue(refusal(new byte[0]).contains("wanted PNG, JPEG, TIFF"));
    assertTrue(refusal("no picture".getBytes()).contains("wanted PNG, JPEG, TIFF"));
    assertTrue(refusal("RIFF1234WEBPVP8 ".getBytes()).contains("WEBP"));
  }

  @Test
  void readsAllPagesOfATiff() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int page = 1; page <= 3; page++) {
        BufferedImage picture = new BufferedImage(10 * page, 5, BufferedImage.TYPE_BYTE_GRAY);
        writer.writeToSequence(new IIOImage(picture, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    Path file = Files.write(folder.resolve("pages"), bytes.toByteArray());
    List<Integer> widths = new ArrayList<>();
    assertEquals(3, Pictures.readAll(file, true, (page, each) -> widths.add(each.getWidth())));
    assertEquals(List.of(10, 20, 30), widths);
    assertEquals(10, Pictures.read(file).getWidth());
  }

  /** A JPEG of 40×30, its upper left quarter dark, that says how the camera was held. */
  private Path held(int orientation) throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        picture.getRaster().setSample(x, y, 0, x < 20 && y < 15 ? 0 : 255);
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(picture, "jpg", jpeg));
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).putInt(0x45786966).putShort((short) 0);
    exif.putInt(0x4d4d002a).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    byte[] plain = jpeg.toByteArray();
    ByteBuffer all = ByteBuffer.allocate(plain.length + 36);
    all.put(plain, 0, 2).put(exif.array()).put(plain, 2, plain.length - 2);
    return Files.write(folder.resolve("held" + orientation + ".jpg"), all.array());
  }

  /** Where the dark quarter is to be seen, for each way to hold a camera. */
  @ParameterizedTest
  @CsvSource({
    "1, 5, 5",
    "2, 35, 5",
    "3, 35, 25",
    "4, 5, 25",
    "5, 5, 5",
    "6, 25, 5",
    "7, 25, 35",
    "8, 5, 35"
  })
  void turnsPicturesAsTheCameraWasHeld(int orientation, int x, int y) throws IOException {
    Path file = held(orientation);
    BufferedImage picture = Pictures.read(file);
    boolean turned = orientation >= 5;
    assertEquals(turned ? 30 : 40, picture.getWidth());
    assertEquals(turned ? 40 : 30, picture.getHeight());
    assertTrue((picture.getRGB(x, y) & 0xff) < 60, "dark at " + x + ", " + y);
    int opposite = picture.getRGB(picture.getWidth() - 1 - x, picture.getHeight() - 1 - y);
    assertTrue((opposite & 0xff) > 200, "light opposite");
    Pictures.readAll(file, false, (page, stored) -> assertEquals(40, stored.getWidth()));
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
    assertEquals(folder + ": type is a folder, wanted a file", wrong.getMessage());
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
