package io.github.lenetcl.spark.source;

import io.github.lenetcl.data.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Takes the pages of a TIFF file apart. */
final class TiffPages {

  private static final byte[] LITTLE_ENDIAN = {'I', 'I', 42, 0};
  private static final byte[] BIG_ENDIAN = {'M', 'M', 0, 42};

  private TiffPages() {}

  /** Is told the pages. */
  interface Pages {
    void page(int page, byte[] png);
  }

  static boolean isTiff(byte[] file) {
    byte[] start = Arrays.copyOf(file, 4);
    return Arrays.equals(start, LITTLE_ENDIAN) || Arrays.equals(start, BIG_ENDIAN);
  }

  /** Tells each page as a PNG file; what was told before a damaged page stays. */
  static void each(byte[] file, Pages pages) throws IOException {
    Pictures.readAll(
        "picture",
        file,
        (page, picture) -> {
          ByteArrayOutputStream png = new ByteArrayOutputStream();
          if (!ImageIO.write(picture, "png", png)) {
            throw new IOException("page %d: Java cannot write it as PNG".formatted(page));
          }
          pages.page(page, png.toByteArray());
        });
  }
}
