package io.github.lenetcl.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Reads picture files: PNG, JPEG, TIFF, BMP and GIF, and WebP where a reader for it is on the class
 * path; told by their content, not by their names.
 */
public final class Pictures {
  /** More pixels than this are thinned out while they are read, to bound the memory they take. */
  private static final long MOST_KEPT = 16_000_000;

  private static final long MOST_PIXELS = 400_000_000;
  private static final int MOST_BYTES = 256 << 20;

  private Pictures() {}

  /** Is told the pages of a file, one after the other. */
  @FunctionalInterface
  public interface Pages {
    /**
     * Takes a page.
     *
     * @param page which, from 0
     * @param picture the page
     * @throws IOException if the caller's work fails
     */
    void page(int page, BufferedImage picture) throws IOException;
  }

  /**
   * Reads a picture, of several in a file the first, turned as the camera was held.
   *
   * @param file a file of at most 400 million pixels
   * @return the picture; every second, third … pixel of it if it has more than 16 million
   * @throws BadInputException if the file is missing, damaged or anything else
   * @throws IOException if the file cannot be read
   */
  public static BufferedImage read(Path file) throws IOException {
    return read(file.toString(), bytes(file));
  }

  /**
   * Reads a picture that is in memory, of several in a file the first, turned as the camera was
   * held.
   *
   * @param name what messages call it
   * @param bytes its file
   * @return the picture; every second, third … pixel of it if it has more than 16 million
   * @throws BadInputException if it is damaged or no picture
   * @throws IOException never: the bytes are in memory
   */
  static BufferedImage read(String name, byte[] bytes) throws IOException {
    return read(name, bytes, MOST_PIXELS);
  }

  /**
   * Reads a picture that is in memory, of several in a file the first, turned as the camera was
   * held.
   *
   * @param name what messages call it
   * @param bytes its file
   * @param mostPixels the most pixels that it may have, at most 400 million
   * @return the picture; every second, third … pixel of it if it has more than 16 million
   * @throws BadInputException if it is damaged, larger or no picture
   */
  public static BufferedImage read(String name, byte[] bytes, long mostPixels)
      throws BadInputException {
    BufferedImage[] first = new BufferedImage[1];
    try {
      read(name, bytes, true, 1, mostPixels, (page, picture) -> first[0] = picture);
    } catch (BadInputException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: the bytes are in memory
    }
    return first[0];
  }

  /**
   * Reads all pages of a TIFF file, or the one picture of another.
   *
   * @param file a file whose pages have at most 400 million pixels each
   * @param upright whether pictures are turned as the camera was held, or left as they are stored
   * @param pages is told each page; of a large one every second, third … pixel
   * @return how many pages there were
   * @throws BadInputException if the file is missing, damaged or anything else
   * @throws IOException if the file cannot be read, or the caller's work fails
   */
  public static int readAll(Path file, boolean upright, Pages pages) throws IOException {
    return readAll(file.toString(), bytes(file), upright, pages);
  }

  static int readAll(String name, byte[] bytes, boolean upright, Pages pages) throws IOException {
    return read(name, bytes, upright, Integer.MAX_VALUE, MOST_PIXELS, pages);
  }

  /**
   * Writes a PNG file.
   *
   * @param file where to; what is there stays until the picture is whole
   * @param picture the picture
   * @throws IOException if it cannot be written, naming the file
   */
  public static void writePng(Path file, BufferedImage picture) throws IOException {
    byte[] png = png(picture);
    // Not by ImageIO, which keeps to itself what was wrong with the disk.
    AtomicFile.write(file, out -> out.write(png));
  }

  /**
   * Returns the PNG file of a picture.
   *
   * @param picture the picture
   * @return the file's bytes
   */
  public static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: given a stream, ImageIO makes a temporary file of each picture first.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads all pages of a TIFF file that is in memory, or the one picture of another, turned as the
   * camera was held.
   *
   * @param name what messages call it
   * @param bytes its file
   * @param pages is told each page; of a large one every second, third … pixel
   * @return how many pages there were
   * @throws BadInputException if it is damaged or no picture
   * @throws IOException if the caller's work fails
   */
  public static int readAll(String name, byte[] bytes, Pages pages) throws IOException {
    return readAll(name, bytes, true, pages);
  }

  private static int read(
      String name, byte[] bytes, boolean upright, int most, long mostPixels, Pages pages)
      throws IOException {
    Optional<BufferedImage> plain = GreyPng.picture(bytes);
    if (plain.isPresent()
        && (long) plain.get().getWidth() * plain.get().getHeight() <= mostPixels) {
      pages.page(0, plain.get());
      return 1;
    }
    PictureFormat format =
        PictureFormat.of(bytes)
            .orElseThrow(
                () -> BadInputException.of(name, "format", "another one", PictureFormat.ALL));
    ImageReader reader = reader(name, format);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, format != PictureFormat.TIFF, true);
      int count = 1;
      if (format == PictureFormat.TIFF && most > 1) {
        count = sound(name, format, () -> reader.getNumImages(true));
      }
      for (int page = 0; page < count; page++) {
        int which = page;
        BufferedImage stored = sound(name, format, () -> read(name, reader, which, mostPixels));
        int orientation = upright ? Orientation.of(bytes, format, page) : Orientation.UPRIGHT;
        pages.page(page, Orientation.upright(stored, orientation));
      }
      return count;
    } finally {
      reader.dispose();
    }
  }

  /** Work of a reader. */
  private interface Decoding<T> {
    T decode() throws IOException;
  }

  private static <T> T sound(String name, PictureFormat format, Decoding<T> work)
      throws IOException {
    try {
      return work.decode();
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        throw new BadInputException(
            name + ": more pixels than this Java has memory for; java -Xmx4g -jar … gives more", e);
      }
      // The readers meet damage with all kinds of exceptions; the bytes are in memory already.
      String kind = "damaged, or a kind of " + format + " that Java does not read";
      throw new BadInputException(name + ": " + kind + " (" + reason(e) + ")", e);
    }
  }

  /**
   * Tells a picture from a file of data by its first bytes, or by its name.
   *
   * @param file any file
   * @return whether it begins like a picture, or is called like one
   * @throws IOException if it cannot be read
   */
  public static boolean isPicture(Path file) throws IOException {
    Entry entry = FileEntry.of(file);
    return PictureFormat.isNamedLike(entry)
        || PictureFormat.of(entry.start(Form.START)).isPresent();
  }

  /** {@return all bytes of a file} */
  static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw BadInputException.of(file, "type", "a folder", "a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (bytes.length == MOST_BYTES && in.read() >= 0) {
        throw BadInputException.of(file, "size", "more", "at most " + MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }

  private static ImageReader reader(String name, PictureFormat format) throws IOException {
    return PictureReaders.of(format)
        .orElseThrow(
            () ->
                new BadInputException(
                    name
                        + ": format is "
                        + format
                        + ", which Java does not read without a reader on the class path, such as"
                        + " TwelveMonkeys' imageio-webp"));
  }

  private static BufferedImage read(String name, ImageReader reader, int page, long mostPixels)
      throws IOException {
    int width = reader.getWidth(page);
    int height = reader.getHeight(page);
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
    return reader.read(page, param);
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
