package io.github.lenetcl.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of an IDX file, unpacked on the way where they are gzip (told by the first two bytes,
 * not by the name). Every failure to read them is a {@link BadInputException} with the file's name.
 */
final class IdxSource implements Closeable {
  /** No deflate stream unpacks to more than this times its length. */
  private static final long DEFLATE_LIMIT = 1032;

  private final String name;
  private final boolean gzip;
  private final long stored;
  private final InputStream in;

  private IdxSource(String name, long stored, InputStream raw) throws IOException {
    this.name = name;
    this.stored = stored;
    try {
      BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
      buffered.mark(2);
      gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
      buffered.reset();
      in = gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    } catch (ZipException | EOFException e) {
      raw.close();
      throw new BadInputException(name + ": damaged gzip header (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  static IdxSource open(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw BadInputException.of(file, "type", "a directory", "a file");
      }
      return new IdxSource(file.toString(), Files.size(file), Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }

  /** Bytes in memory, under a name for messages. */
  static IdxSource of(String name, byte[] bytes) throws IOException {
    return new IdxSource(name, bytes.length, new ByteArrayInputStream(bytes));
  }

  String name() {
    return name;
  }

  /** Whether the length is known before all is read: that of a plain file. */
  boolean hasLength() {
    return !gzip;
  }

  /** The most bytes that can come out of this source: known before any is read. */
  long mostBytes() {
    return gzip ? stored * DEFLATE_LIMIT : stored;
  }

  /** Fills {@code target[from..to)} as far as bytes last and returns how many came. */
  int read(byte[] target, int from, int to) throws IOException {
    int at = from;
    try {
      while (at < to) {
        int got = in.read(target, at, to - at);
        if (got < 0) {
          break;
        }
        at += got;
      }
    } catch (EOFException e) {
      throw new BadInputException(name + ": the gzip stream is cut off", e);
    } catch (ZipException e) {
      throw new BadInputException(name + ": damaged gzip stream (" + e.getMessage() + ")", e);
    }
    return at - from;
  }

  /**
   * Refuses what lies behind the last element.
   *
   * @param elements how many there were
   */
  void requireEnd(long elements) throws IOException {
    if (read(new byte[1], 0, 1) != 0) {
      throw tooLong(elements);
    }
  }

  BadInputException tooLong(long elements) {
    return new BadInputException(
        name + ": bytes follow the last of " + elements + " elements, wanted the end");
  }

  BadInputException tooShort(long wanted, String found) {
    return BadInputException.of(
        name, "length of the data", found + " bytes", wanted + " by its header");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
