package io.github.lenetcl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The fast way makes the same of a file as Java's own reader, or leaves it to that. */
class GreyPngTest {

  private static final byte[] START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** A file whose rows have any bytes behind any filters, which is a picture all the same. */
  private static byte[] file(
      SplittableRandom random, int height, int width, int depth, int colour, String chunk)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(START);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {(byte) depth, (byte) colour, 0, 0, 0});
    write(out, "IHDR", header.toByteArray());
    if (!chunk.isEmpty()) {
      write(out, chunk.substring(0, 4), chunk.substring(4).getBytes(StandardCharsets.ISO_8859_1));
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
      int each = (width * depth * (colour == 4 ? 2 : 1) + 7) / 8;
      for (int row = 0; row < height; row++) {
        byte[] levels = new byte[each];
        random.nextBytes(levels);
        deflated.write(random.nextInt(5));
        deflated.write(levels);
      }
    }
    byte[] packed = data.toByteArray();
    int cut = random.nextInt(packed.length);
    write(out, "IDAT", Arrays.copyOf(packed, cut));
    write(out, "IDAT", Arrays.copyOfRange(packed, cut, packed.length));
    write(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }

  private static void assertSame(byte[] file, BufferedImage picture) throws IOException {
    BufferedImage general = ImageIO.read(new ByteArrayInputStream(file));
    assertEquals(general.getType(), picture.getType());
    assertEquals(general.getWidth(), picture.getWidth());
    assertEquals(general.getHeight(), picture.getHeight());
    assertArrayEquals(levels(general), levels(picture));
  }

  private static byte[] levels(BufferedImage picture) {
    return (byte[])
        picture.getRaster().getDataElements(0, 0, picture.getWidth(), picture.getHeight(), null);
  }

  @Test
  void readsAllSizesAndFilters() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      byte[] file = file(random, 1 + random.nextInt(40), 1 + random.nextInt(40), 8, 0, "");
      assertSame(file, GreyPng.picture(file).orElseThrow());
    }
  }

  @Test
  void leavesOtherKindsAlone() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    assertEquals(Optional.empty(), GreyPng.picture(file(random, 9, 9, 4, 0, "")));
    assertEquals(Optional.empty(), GreyPng.picture(file(random, 9, 9, 16, 0, "")));
    assertEquals(Optional.empty(), GreyPng.picture(file(random, 9, 9, 8, 4, "")));
    assertEquals(Optional.empty(), GreyPng.picture(file(random, 9, 9, 8, 0, "tRNS\0\7")));
    assertEquals(Optional.empty(), GreyPng.picture(file(random, 9, 9, 8, 0, "eXIfII*\0")));
    assertEquals(Optional.empty(), GreyPng.picture(file(random, 1030, 1030, 8, 0, "")));
    byte[] noted = file(random, 9, 9, 8, 0, "tEXtTitle\0nine");
    assertSame(noted, GreyPng.picture(noted).orElseThrow());
  }

  @Test
  void readsNothingElseFromDamagedFiles() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] file = file(random, 1 + random.nextInt(6), 1 + random.nextInt(6), 8, 0, "");
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      Optional<BufferedImage> picture = GreyPng.picture(file);
      if (picture.isPresent()) {
        read++;
        assertSame(file, picture.get());
      }
    }
    assertTrue(read > 0 && read < 1000, read + " of 2000");
  }
}
