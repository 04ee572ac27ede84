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
 * The bytes of a file, unpacked on the way where they are gzip or bzip2 (told by the first bytes,
 * not by the name). Every failure to read them is a {@link BadInputException} with the file's name.
 */
public final class ByteSource implements Closeable {
  /** No deflate stream unpacks to more than this times its length. */
  private static final long DEFLATE_LIMIT = 1032;

  /** 45,899,236 equal bytes become a block of 32. */
  private static final long BZIP2_LIMIT = 1_500_000;

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final String name;
  private final boolean packed;
  private final long limit;
  private final long stored;
  private final InputStream in;

  private ByteSource(String name, long stored, InputStream raw) throws IOException {
    this.name = name;
    this.stored = stored;
    try {
      BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
      buffered.mark(4);
      byte[] start = buffered.readNBytes(4);
      buffered.reset();
      if (Tree.startsWith(start, GZIP)) {
        in = new NamedStream(name, "gzip", new GZIPInputStream(buffered, 1 << 16));
        limit = DEFLATE_LIMIT;
      } else if (Tree.startsWith(start, "BZh")) {
        buffered.skipNBytes(2);
        in = new NamedStream(name, "bzip2", new Bzip2(buffered));
        limit = BZIP2_LIMIT;
      } else {
        in = buffered;
        limit = 1;
      }
      packed = limit > 1;
    } catch (ZipException | EOFException e) {
      raw.close();
      throw new BadInputException(name + ": damaged gzip header (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * Opens a file.
   *
   * @param file a file, plain or gzip
   * @return its bytes, to be closed by the caller
   * @throws BadInputException if it is missing, no file, or damaged
   * @throws IOException if it cannot be read
   */
  public static ByteSource open(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw BadInputException.of(file, "type", "a directory", "a file");
      }
      return new ByteSource(file.toString(), Files.size(file), Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new BadInputException(file + ": no permission to read it", e);
    }
  }

  /** Bytes in memory, under a name for messages. */
  static ByteSource of(String name, byte[] bytes) throws IOException {
    return new ByteSource(name, bytes.length, new ByteArrayInputStream(bytes));
  }

  /**
   * Takes the bytes of a stream.
   *
   * @param name what messages call it
   * @param stored how many bytes it has as they are stored
   * @param in the stream, closed with this
   * @return its bytes, to be closed by the caller
   * @throws BadInputException if they are damaged
   * @throws IOException if they cannot be read
   */
  public static ByteSource of(String name, long stored, InputStream in) throws IOException {
    return new ByteSource(name, stored, in);
  }

  /** {@return the rest of the bytes, as a stream} */
  InputStream stream() {
    return in;
  }

  /** {@return what messages call it} */
  public String name() {
    return name;
  }

  /** {@return whether the length is known before all is read: that of a plain file} */
  public boolean hasLength() {
    return !packed;
  }

  /** {@return the most bytes that can come out of this: known before any is read} */
  public long mostBytes() {
    return stored > Long.MAX_VALUE / limit ? Long.MAX_VALUE : stored * limit;
  }

  /**
   * {@return the most bytes that so many bytes of a deflate stream can unpack to}
   *
   * @param packed how many there are
   */
  public static long mostUnpacked(long packed) {
    return packed > Long.MAX_VALUE / DEFLATE_LIMIT ? Long.MAX_VALUE : packed * DEFLATE_LIMIT;
  }

  /**
   * Reads bytes as far as they last.
   *
   * @param target where they go
   * @param from the first place
   * @param to the place after the last
   * @return how many came: fewer than wanted only at the end
   * @throws BadInputException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public int read(byte[] target, int from, int to) throws IOException {
    return in.readNBytes(target, from, to - from);
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
