package io.github.lenetcl.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * A tar archive (POSIX 1003.1-2001): blocks of 512 bytes, a header before each file. Names and
 * sizes may come in an extended header before it, or, from GNU tar, in a file of type L.
 */
final class Tar {
  static final int BLOCK = 512;
  private static final int MAGIC = 257;
  private static final int MOST_NAME = 1 << 16;

  private final Entry archive;
  private final TemporaryFiles temporary;
  private final Path file;
  private final FileChannel channel;

  private Tar(Entry archive, TemporaryFiles temporary, Path file, FileChannel channel) {
    this.archive = archive;
    this.temporary = temporary;
    this.file = file;
    this.channel = channel;
  }

  static boolean isTar(byte[] start) {
    return start.length >= BLOCK
        && new String(start, MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
  }

  /** The files in an archive, plain or gzip. */
  static List<Entry> entries(Entry archive, TemporaryFiles temporary) throws IOException {
    Path file = archive.file();
    try (ByteSource source = archive.open()) {
      if (!source.hasLength()) {
        file = temporary.copy(source.stream());
      }
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return new Tar(archive, temporary, file, channel).entries();
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Optional<String> longName = Optional.empty();
    Optional<Long> longSize = Optional.empty();
    long at = 0;
    while (at + BLOCK <= channel.size()) {
      byte[] header = read(at, BLOCK);
      if (header[0] == 0) {
        break;
      }
      long size = longSize.isPresent() ? longSize.get() : octal(header, 124, 12, at);
      long content = at + BLOCK;
      if (size < 0 || size > channel.size() - content) {
        throw BadInputException.of(
            archive.name(), "size of a file at byte " + at, size, "at most what follows");
      }
      char type = (char) header[156];
      if (type == 'x') {
        String records = text(read(content, bounded(size, at)));
        longName = record(records, "path").or(() -> Optional.empty());
        longSize = size(records, at);
      } else if (type == 'L') {
        longName = Optional.of(text(read(content, bounded(size, at))).replace("\0", ""));
      } else {
        if (type == '0' || type == 0) {
          entries.add(new TarredEntry(longName.orElseGet(() -> name(header)), content, size));
        }
        longName = Optional.empty();
        longSize = Optional.empty();
      }
      at = content + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return entries;
  }

  private int bounded(long size, long at) throws BadInputException {
    if (size > MOST_NAME) {
      throw BadInputException.of(
          archive.name(), "extended header at byte " + at, size + " bytes", "at most " + MOST_NAME);
    }
    return (int) size;
  }

  private byte[] read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // Until it is full.
    }
    return bytes.array();
  }

  private static String name(byte[] header) {
    String prefix = field(header, 345, 155);
    String name = field(header, 0, 100);
    return prefix.isEmpty() || header[MAGIC + 5] != 0 ? name : prefix + "/" + name;
  }

  private static String field(byte[] header, int from, int length) {
    String field = new String(header, from, length, StandardCharsets.UTF_8);
    int end = field.indexOf(0);
    return end < 0 ? field : field.substring(0, end);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A value of the records "LENGTH KEY=VALUE\n" of an extended header. */
  private static Optional<String> record(String records, String key) {
    return records
        .lines()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst();
  }

  private Optional<Long> size(String records, long at) throws BadInputException {
    Optional<String> size = record(records, "size");
    if (size.isPresent() && !size.get().matches("\\d{1,18}")) {
      throw BadInputException.of(
          archive.name(), "size in the header at byte " + at, "'" + size.get() + "'", "a number");
    }
    return size.map(Long::valueOf);
  }

  private long octal(byte[] header, int from, int length, long at) throws BadInputException {
    if (header[from] < 0) {
      // GNU tar's way to write large numbers: base 256.
      return ByteBuffer.wrap(header, from + length - 8, 8).getLong();
    }
    String number = field(header, from, length).strip();
    try {
      return number.isEmpty() ? 0 : Long.parseLong(number, 8);
    } catch (NumberFormatException e) {
      throw BadInputException.of(
          archive.name(), "size of a file at byte " + at, "'" + number + "'", "an octal number");
    }
  }

  private final class TarredEntry implements Entry {
    private final String path;
    private final long at;
    private final long size;

    TarredEntry(String path, long at, long size) {
      this.path = path.startsWith("./") ? path.substring(2) : path;
      this.at = at;
      this.size = size;
    }

    @Override
    public String name() {
      return archive.name() + ": " + path;
    }

    @Override
    public String path() {
      return archive.path() + "/" + path;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public InputStream stored() throws IOException {
      FileChannel own = FileChannel.open(file);
      own.position(at);
      return BoundedInputStream.builder()
          .setInputStream(Channels.newInputStream(own))
          .setMaxCount(size)
          .setPropagateClose(true)
          .get();
    }

    @Override
    public Path file() throws IOException {
      return temporary.copy(stored());
    }
  }
}
