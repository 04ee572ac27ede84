package io.github.lenetcl.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Unpacks bzip2: blocks of up to 900,000 bytes, each a Burrows-Wheeler transform, its symbols moved
 * to front, runs of zeros counted, and coded by up to six Huffman tables in turns of fifty.
 */
final class Bzip2 extends InputStream {
  private static final long BLOCK = 0x314159265359L;
  private static final long END = 0x177245385090L;
  private static final int TURN = 50;
  private static final int MOST_LENGTH = 20;
  private static final int[] CRC = crcTable();

  private final InputStream in;
  private int bits;
  private int held;
  private int blockSize;
  private int[] next = {};
  private int count;
  private int done;
  private int at;
  private int wantedCrc;
  private int allCrc;
  private int crc;
  private int last = -1;
  private int run;
  private int repeats;
  private boolean ended;

  /** Unpacks a stream, whose first two bytes are read already: B and Z. */
  Bzip2(InputStream in) throws IOException {
    this.in = in;
    begin();
  }

  private void begin() throws IOException {
    int kind = bits(8);
    int level = bits(8) - '0';
    if (kind != 'h' || level < 1 || level > 9) {
      throw new ZipException("no bzip2 header");
    }
    blockSize = level * 100_000;
    allCrc = 0;
    nextBlock();
  }

  private int bits(int wanted) throws IOException {
    int value = 0;
    for (int left = wanted; left > 0; ) {
      if (held == 0) {
        bits = in.read();
        held = 8;
        if (bits < 0) {
          throw new EOFException("the stream is cut off");
        }
      }
      int some = Math.min(left, held);
      held -= some;
      value = value << some | bits >> held & (1 << some) - 1;
      left -= some;
    }
    return value;
  }

  private void nextBlock() throws IOException {
    long magic = (long) bits(24) << 24 | bits(24);
    int stated = bits(16) << 16 | bits(16);
    if (magic == END) {
      if (stated != allCrc) {
        throw new ZipException("wrong checksum");
      }
      held = 0;
      another();
    } else if (magic == BLOCK) {
      wantedCrc = stated;
      readBlock();
    } else {
      throw new ZipException("no block where one begins");
    }
  }

  /** Streams may follow one another, as parallel packers write them. */
  private void another() throws IOException {
    int first = in.read();
    if (first < 0) {
      ended = true;
      return;
    }
    if (first != 'B' || in.read() != 'Z') {
      throw new ZipException("bytes follow the end");
    }
    begin();
  }

  private void readBlock() throws IOException {
    if (bits(1) != 0) {
      throw new ZipException("a randomised block, which no bzip2 writes since 1999");
    }
    int origin = bits(24);
    byte[] used = usedBytes();
    int symbols = used.length + 2;
    int tables = bits(3);
    int turns = bits(15);
    if (tables < 2 || tables > 6 || turns < 1 || used.length == 0) {
      throw new ZipException("damaged tables");
    }
    int[] chosen = selectors(tables, turns);
    Huffman[] codes = new Huffman[tables];
    for (int i = 0; i < tables; i++) {
      codes[i] = new Huffman(lengths(symbols));
    }
    byte[] transformed = new byte[blockSize];
    int filled = symbols(used, chosen, codes, transformed);
    if (origin >= filled) {
      throw new ZipException("damaged block");
    }
    turnBack(transformed, filled, origin);
  }

  private byte[] usedBytes() throws IOException {
    int ranges = bits(16);
    byte[] used = new byte[256];
    int count = 0;
    for (int i = 0; i < 16; i++) {
      if ((ranges >> 15 - i & 1) != 0) {
        int range = bits(16);
        for (int j = 0; j < 16; j++) {
          if ((range >> 15 - j & 1) != 0) {
            used[count++] = (byte) (16 * i + j);
          }
        }
      }
    }
    return Arrays.copyOf(used, count);
  }

  private int[] selectors(int tables, int turns) throws IOException {
    int[] front = {0, 1, 2, 3, 4, 5};
    int[] chosen = new int[turns];
    for (int i = 0; i < turns; i++) {
      int place = 0;
      while (bits(1) == 1) {
        place++;
        if (place >= tables) {
          throw new ZipException("damaged choice of tables");
        }
      }
      int table = front[place];
      System.arraycopy(front, 0, front, 1, place);
      front[0] = table;
      chosen[i] = table;
    }
    return chosen;
  }

  private int[] lengths(int symbols) throws IOException {
    int[] lengths = new int[symbols];
    int length = bits(5);
    for (int i = 0; i < symbols; i++) {
      while (bits(1) == 1) {
        length += bits(1) == 0 ? 1 : -1;
      }
      if (length < 1 || length > MOST_LENGTH) {
        throw new ZipException("damaged code lengths");
      }
      lengths[i] = length;
    }
    return lengths;
  }

  /** A canonical code: codes of one length are neighbours, in the order of their symbols. */
  private final class Huffman {
    private final int[] count = new int[MOST_LENGTH + 1];
    private final int[] symbol;

    Huffman(int... lengths) {
      symbol = new int[lengths.length];
      int filled = 0;
      for (int length = 1; length <= MOST_LENGTH; length++) {
        for (int i = 0; i < lengths.length; i++) {
          if (lengths[i] == length) {
            symbol[filled++] = i;
            count[length]++;
          }
        }
      }
    }

    int next() throws IOException {
      int code = 0;
      int first = 0;
      int before = 0;
      for (int length = 1; length <= MOST_LENGTH; length++) {
        code = code << 1 | bits(1);
        first <<= 1;
        if (code - first < count[length]) {
          return symbol[before + code - first];
        }
        first += count[length];
        before += count[length];
      }
      throw new ZipException("damaged code");
    }
  }

  private int symbols(byte[] used, int[] chosen, Huffman[] codes, byte[] target)
      throws IOException {
    byte[] front = used.clone();
    int filled = 0;
    int zeros = 0;
    int weight = 1;
    for (int i = 0; ; i++) {
      if (i / TURN >= chosen.length) {
        throw new ZipException("damaged block: no end");
      }
      int symbol = codes[chosen[i / TURN]].next();
      if (symbol <= 1) {
        // A run's length in digits of 1 and 2, the lowest first.
        zeros += weight << symbol;
        weight <<= 1;
        if (zeros > blockSize) {
          throw new ZipException("damaged block: too long");
        }
        continue;
      }
      boolean end = symbol == used.length + 1;
      if (filled + zeros + (end ? 0 : 1) > target.length) {
        throw new ZipException("damaged block: too long");
      }
      Arrays.fill(target, filled, filled + zeros, front[0]);
      filled += zeros;
      zeros = 0;
      weight = 1;
      if (end) {
        return filled;
      }
      byte value = front[symbol - 1];
      System.arraycopy(front, 0, front, 1, symbol - 1);
      front[0] = value;
      target[filled++] = value;
    }
  }

  /** Prepares to turn the transform back: each place's successor, its byte in the low bits. */
  private void turnBack(byte[] transformed, int filled, int origin) {
    int[] place = new int[257];
    for (int i = 0; i < filled; i++) {
      place[(transformed[i] & 0xff) + 1]++;
    }
    for (int i = 0; i < 256; i++) {
      place[i + 1] += place[i];
    }
    next = new int[filled];
    for (int i = 0; i < filled; i++) {
      int value = transformed[i] & 0xff;
      next[place[value]] |= i << 8;
      next[i] |= value;
      place[value]++;
    }
    count = filled;
    done = 0;
    at = next[origin] >>> 8;
    crc = -1;
    last = -1;
    run = 0;
  }

  @Override
  public int read() throws IOException {
    while (repeats == 0 && done == count && !ended) {
      endBlock();
    }
    if (ended) {
      return -1;
    }
    if (repeats > 0) {
      repeats--;
      return counted(last);
    }
    int value = next[at] & 0xff;
    at = next[at] >>> 8;
    done++;
    run = value == last ? run + 1 : 1;
    last = value;
    if (run == 4 && done < count) {
      // Behind four equal bytes stands how many more there are.
      repeats = next[at] & 0xff;
      at = next[at] >>> 8;
      done++;
      run = 0;
    }
    return counted(value);
  }

  private int counted(int value) {
    crc = crc << 8 ^ CRC[crc >>> 24 ^ value];
    return value;
  }

  private void endBlock() throws IOException {
    if (~crc != wantedCrc) {
      throw new ZipException("wrong checksum of a block");
    }
    allCrc = Integer.rotateLeft(allCrc, 1) ^ wantedCrc;
    nextBlock();
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int filled = 0;
    while (filled < length) {
      int value = read();
      if (value < 0) {
        return filled == 0 ? -1 : filled;
      }
      target[from + filled++] = (byte) value;
    }
    return filled;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value < 0 ? value << 1 ^ 0x04c11db7 : value << 1;
      }
      table[i] = value;
    }
    return table;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
