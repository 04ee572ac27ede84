package io.github.lenetcl.data;

import java.util.Locale;
import org.apache.commons.io.FilenameUtils;

/** Tells pictures from other files. */
final class Picture {
  private Picture() {}

  /** Whether a file is called like a picture, which saves a look into each of thousands. */
  static boolean isNamedLike(Entry entry) {
    String name = entry.fileName().toLowerCase(Locale.ROOT);
    return FilenameUtils.isExtension(
        name, "png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff");
  }

  /** Whether a file begins like a picture. */
  static boolean isPicture(byte[] start) {
    return Tree.startsWith(start, "\u0089PNG\r\n")
        || Tree.startsWith(start, "\u00ff\u00d8\u00ff")
        || Tree.startsWith(start, "GIF8")
        || Tree.startsWith(start, "II*\0")
        || Tree.startsWith(start, "MM\0*")
        || Tree.startsWith(start, "RIFF")
            && new String(start, 8, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals("WEBP");
  }
}
