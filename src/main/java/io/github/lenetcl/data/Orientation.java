package io.github.lenetcl.data;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a camera was held: the tag of EXIF (CIPA DC-008, tag 0x0112) that says how stored rows and
 * columns are to be turned and mirrored before anybody looks at them.
 */
final class Orientation {
  /** As it is stored. */
  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int MOST_DIRECTORIES = 10_000;

  private Orientation() {}

  /** The orientation of a page of a file, 1 to 8; 1 where nothing, or nothing sound, is said. */
  static int of(byte[] file, PictureFormat format, int page) {
    try {
      Optional<ByteBuffer> exif =
          switch (format) {
            case JPEG -> inJpeg(ByteBuffer.wrap(file));
            case PNG -> inPng(ByteBuffer.wrap(file));
            case WEBP -> inWebp(ByteBuffer.wrap(file));
            case TIFF -> Optional.of(ByteBuffer.wrap(file));
            case GIF, BMP -> Optional.empty();
          };
      int orientation = exif.map(tiff -> tag(tiff, page)).orElse(UPRIGHT);
      return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  /** Segments of a marker and a length, up to the picture's data. */
  private static Optional<ByteBuffer> inJpeg(ByteBuffer file) {
    file.position(2);
    while (file.remaining() >= 4) {
      int marker = Short.toUnsignedInt(file.getShort());
      if (marker >> 8 != 0xff || marker == 0xffda) {
        break;
      }
      int length = Math.max(0, Short.toUnsignedInt(file.getShort()) - 2);
      int next = file.position() + length;
      if (marker == 0xffe1 && length > 6 && file.getInt(file.position()) == 0x45786966) {
        return Optional.of(slice(file, file.position() + 6, length - 6));
      }
      file.position(next);
    }
    return Optional.empty();
  }

  private static Optional<ByteBuffer> inPng(ByteBuffer file) {
    return inChunks(file.position(8), ByteOrder.BIG_ENDIAN, 0x65584966, 4, 1);
  }

  /** The chunk holds the same as a JPEG's segment, or begins a header of 6 bytes later. */
  private static Optional<ByteBuffer> inWebp(ByteBuffer file) {
    Optional<ByteBuffer> chunk =
        inChunks(file.position(12), ByteOrder.LITTLE_ENDIAN, 0x46495845, 0, 2);
    boolean headed =
        chunk.isPresent() && chunk.get().order(ByteOrder.BIG_ENDIAN).getInt(0) == 0x45786966;
    return headed ? chunk.map(all -> slice(all, 6, all.limit() - 6)) : chunk;
  }

  /**
   * Chunks of a length and a name (PNG) or a name and a length (RIFF).
   *
   * @param name of the chunk looked for, as read in that order
   * @param behind bytes behind a chunk's data
   * @param even what lengths are rounded up to
   */
  private static Optional<ByteBuffer> inChunks(
      ByteBuffer file, ByteOrder order, int name, int behind, int even) {
    file.order(order);
    boolean lengthFirst = order == ByteOrder.BIG_ENDIAN;
    while (file.remaining() >= 8) {
      int first = file.getInt();
      int second = file.getInt();
      int length = lengthFirst ? first : second;
      if ((lengthFirst ? second : first) == name) {
        return Optional.of(slice(file, file.position(), length));
      }
      if (length < 0 || length > file.remaining()) {
        break; // back to chunks that were read already, or beyond the end
      }
      file.position(Math.addExact(file.position() + behind, (length + even - 1) / even * even));
    }
    return Optional.empty();
  }

  private static ByteBuffer slice(ByteBuffer all, int from, int length) {
    return all.duplicate().position(from).limit(from + length).slice();
  }

  /** The tag in a directory of a TIFF file, which is what EXIF is. */
  private static int tag(ByteBuffer tiff, int page) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = tiff.getInt(4);
    for (int directory = 0; directory < page && directory < MOST_DIRECTORIES; directory++) {
      at = tiff.getInt(at + 2 + 12 * Short.toUnsignedInt(tiff.getShort(at)));
    }
    int entries = Short.toUnsignedInt(tiff.getShort(at));
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
        return Short.toUnsignedInt(tiff.getShort(entry + 8));
      }
    }
    return UPRIGHT;
  }

  /** The picture as it is to be looked at. */
  static BufferedImage upright(BufferedImage stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    int width = stored.getWidth();
    int height = stored.getHeight();
    boolean turned = orientation >= 5;
    AffineTransform way =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
          default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    BufferedImage upright =
        new BufferedImage(
            turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = upright.createGraphics();
    pen.drawImage(stored, way, null);
    pen.dispose();
    return upright;
  }
}
