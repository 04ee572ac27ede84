package io.github.lenetcl.spark.source;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.spark.Storage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An IDX file of unsigned bytes, by its head.
 *
 * @param path where it is
 * @param packed whether it is packed by gzip
 * @param header the bytes before the first item
 * @param count how many items there are
 * @param height rows of an item; 1 of labels
 * @param width columns of an item; 1 of labels
 */
record IdxFile(String path, boolean packed, int header, long count, int height, int width)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int LONGEST_SIDE = 4096;

  /** Reads the head of a file of images. */
  static IdxFile images(String path) throws IOException {
    return head(path, 3);
  }

  /** Reads the head of a file of labels. */
  static IdxFile labels(String path) throws IOException {
    return head(path, 1);
  }

  private static IdxFile head(String path, int dimensions) throws IOException {
    boolean packed = isPacked(path);
    try (DataInputStream in = new DataInputStream(open(path, packed, 0))) {
      int magic = in.readInt();
      if (magic != UNSIGNED_BYTES + dimensions) {
        throw BadInputException.of(
            path, "start", "%08x".formatted(magic), "%08x".formatted(UNSIGNED_BYTES + dimensions));
      }
      long count = in.readInt() & 0xffffffffL;
      int height = dimensions == 1 ? 1 : side(path, "number of rows", in.readInt());
      int width = dimensions == 1 ? 1 : side(path, "number of columns", in.readInt());
      IdxFile file = new IdxFile(path, packed, 4 + 4 * dimensions, count, height, width);
      if (!packed) {
        file.requireLength();
      }
      return file;
    } catch (EOFException e) {
      throw new BadInputException(path + ": ends within its head", e);
    }
  }

  private static int side(String path, String field, int value) throws BadInputException {
    if (value < 1 || value > LONGEST_SIDE) {
      throw BadInputException.of(path, field, value & 0xffffffffL, "1 to " + LONGEST_SIDE);
    }
    return value;
  }

  private void requireLength() throws IOException {
    Path file = new Path(path);
    FileStatus status = file.getFileSystem(Storage.configuration()).getFileStatus(file);
    long wanted = header + count * size();
    if (status.getLen() != wanted) {
      throw BadInputException.of(path, "length", status.getLen(), wanted + " bytes");
    }
  }

  int size() {
    return height * width;
  }

  /** {@return the items from one on} */
  DataInputStream from(long first) throws IOException {
    return new DataInputStream(open(path, packed, header + first * size()));
  }

  /** {@return the machines that hold some items} */
  String[] hosts(long first, long items) throws IOException {
    Path file = new Path(path);
    FileSystem files = file.getFileSystem(Storage.configuration());
    var blocks =
        files.getFileBlockLocations(
            files.getFileStatus(file), header + first * size(), items * size());
    return blocks == null || blocks.length == 0 ? new String[0] : blocks[0].getHosts();
  }

  private static boolean isPacked(String path) throws IOException {
    Path file = new Path(path);
    try (FSDataInputStream in = file.getFileSystem(Storage.configuration()).open(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  private static BufferedInputStream open(String path, boolean packed, long from)
      throws IOException {
    Path file = new Path(path);
    FSDataInputStream in = file.getFileSystem(Storage.configuration()).open(file);
    try {
      if (!packed) {
        in.seek(from);
        return new BufferedInputStream(in, 1 << 16);
      }
      GZIPInputStream unpacked = new GZIPInputStream(in, 1 << 16);
      unpacked.skipNBytes(from);
      return new BufferedInputStream(unpacked, 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
