package io.github.lenetcl.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads PNG and JPEG files. */
public final class Pictures {
  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  /** More pixels than this are thinned out while they are read, to bound the memory they take. */
  private static final long MOST_KEPT = 16_000_000;

  static final long MOST_PIXELS = 400_000_000;
  private static final long MOST_BYTES = 256 << 20;

  private Pictures() {}

  /**
   * Reads a picture, told by its content, not by its name.
   *
   * @param file a PNG or JPEG file of at most 400 million pixels
   * @return the picture; every second, third … pixel of it if it has more than 16 million
   * @throws BadInputException if the file is missing, damaged or anything else
   * @throws IOException if the file cannot be read
   */
  public static BufferedImage read(Path file) throws IOException {
    return read(bytes(file), file.toString(), MOST_PIXELS);
  }

  /**
   * Reads a picture that is in memory.
   *
   * @param bytes a PNG or JPEG file, told by its content
   * @param name what to call it in messages
   * @param mostPixels the most pixels that it may have, at most 400 million
   * @return the picture; every second, third … pixel of it if it has more than 16 million
   * @throws BadInputException if it is damaged, larger or anything else
   */
  public static BufferedImage read(byte[] bytes, String name, long mostPixels)
      throws BadInputException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = reader(name, in);
      try {
        reader.setInput(in, true, true);
        return read(name, reader, mostPixels);
      } finally {
        reader.dispose();
      }
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        throw new BadInputException(
            name + ": more pixels than this Java has memory for; java -Xmx4g -jar … gives more", e);
      }
      // The readers meet damage with all kinds of exceptions; the bytes are in memory already.
      throw new BadInputException(
          name + ": damaged, or a kind of PNG or JPEG that Java does not read (" + reason(e) + ")",
          e);
    }
  }

  /**
   * Tells a picture from a file of data by its first bytes.
   *
   * @param file any file
   * @return whether it begins like a picture, or like nothing that could be data
   * @throws IOException if it cannot be read
   */
  public static boolean isPicture(Path file) throws IOException {
    Entry entry = FileEntry.of(file);
    return Files.isDirectory(file)
        || Picture.isPicture(entry.start(Form.START))
        || Picture.isNamedLike(entry);
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw BadInputException.of(file, "type", "a folder", "a PNG or JPEG file");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw BadInputException.of(
            file, "size", Files.size(file) + " bytes", "at most " + MOST_BYTES);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }

  private static ImageReader reader(String name, ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    throw BadInputException.of(name, "format", "another one", "PNG or JPEG");
  }

  private static BufferedImage read(String name, ImageReader reader, long mostPixels)
      throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > mostPixels) {
      throw BadInputException.of(
          name, "size", width + "×" + height, "at most " + mostPixels + " pixels");
    }
    int step = 1;
    while ((long) (width / step) * (height / step) > MOST_KEPT) {
      step++;
    }
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(Math.min(step, width), Math.min(step, height), 0, 0);
    return reader.read(0, param);
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
