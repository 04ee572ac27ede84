package io.github.lenetcl.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Names the file and what is damaged, where a stream that unpacks only says what is wrong. */
final class NamedStream extends FilterInputStream {
  private final String name;
  private final String packing;

  /**
   * Wraps a stream.
   *
   * @param name what messages call it
   * @param packing how it is packed: gzip
   */
  NamedStream(String name, String packing, InputStream in) {
    super(in);
    this.name = name;
    this.packing = packing;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    try {
      return in.read(bytes, from, count);
    } catch (EOFException e) {
      throw new BadInputException(name + ": the " + packing + " stream is cut off", e);
    } catch (ZipException e) {
      throw damaged(name, packing, e);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.max(0, Math.min(1 << 16, count))];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  static BadInputException damaged(String name, String packing, ZipException e) {
    return new BadInputException(
        name + ": damaged " + packing + " stream (" + e.getMessage() + ")", e);
  }
}
