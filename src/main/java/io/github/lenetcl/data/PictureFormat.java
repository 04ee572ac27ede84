package io.github.lenetcl.data;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of picture that are read, told by how a file begins. */
enum PictureFormat {
  PNG("png", "\u0089PNG"),
  JPEG("jpeg", "\u00ff\u00d8\u00ff"),
  GIF("gif", "GIF8"),
  BMP("bmp", "BM"),
  TIFF("tiff", "II*\0", "MM\0*"),
  WEBP("webp", "RIFF");

  /** What a picture may be, for messages. */
  static final String ALL = "PNG, JPEG, TIFF, BMP, GIF or WebP";

  private static final Set<String> EXTENSIONS =
      Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff");

  private final String reader;
  private final String[] beginnings;

  PictureFormat(String reader, String... beginnings) {
    this.reader = reader;
    this.beginnings = beginnings;
  }

  /** The name of the reader that ImageIO has for it, if there is one. */
  String reader() {
    return reader;
  }

  /** {@return what a file that begins so is, if it is a picture} */
  static Optional<PictureFormat> of(byte[] bytes) {
    for (PictureFormat format : values()) {
      for (String beginning : format.beginnings) {
        if (begins(bytes, 0, beginning) && format.goesOn(bytes)) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }

  /** What tells it from sound in RIFF, and from a text that begins with BM. */
  private boolean goesOn(byte[] bytes) {
    return switch (this) {
      case WEBP -> begins(bytes, 8, "WEBP");
      case BMP -> begins(bytes, 15, "\0\0\0");
      default -> true;
    };
  }

  /** Whether a file is called like a picture, which saves a look into each of thousands. */
  static boolean isNamedLike(Entry entry) {
    String name = entry.fileName().toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static boolean begins(byte[] bytes, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
