package io.github.lenetcl.data.ink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unsigned bytes, eight at a time in a {@code long}: what a compiler makes of loops over bytes
 * depends on it, and short rows gain nothing by vectors.
 */
final class ByteLanes {
  /** How many there are in a long. */
  static final int COUNT = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x8080808080808080L;

  private ByteLanes() {}

  /** The eight bytes from a place on, the first in the lowest bits. */
  static long get(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static void set(byte[] bytes, int at, long lanes) {
    LONGS.set(bytes, at, lanes);
  }

  /** A level eight times. */
  static long of(int level) {
    return level * 0x0101010101010101L;
  }

  /** The larger of each two bytes. */
  static long max(long a, long b) {
    long low = (a | HIGH) - (b & ~HIGH); // the high bit stays where the low seven of a are no less
    long larger = (a & ~b | ~(a ^ b) & low) & HIGH;
    long mask = larger | larger - (larger >>> 7);
    return b ^ (a ^ b) & mask;
  }

  /** Whether one of eight bytes is 255. */
  static boolean hasFull(long lanes) {
    return (~lanes - of(1) & lanes & HIGH) != 0;
  }

  /** The high bit of each byte that is no less than that of the levels. */
  private static long atLeast(long lanes, long levels) {
    long low = (lanes | HIGH) - (levels & ~HIGH);
    return (lanes & ~levels | ~(lanes ^ levels) & low) & HIGH;
  }

  /** The first place of a byte of at least a level, or the end. */
  static int first(byte[] bytes, int from, int end, int least) {
    return first(bytes, from, end, least, 0);
  }

  /** The first place of a byte below a level, or the end. */
  static int firstBelow(byte[] bytes, int from, int end, int level) {
    return first(bytes, from, end, level, HIGH);
  }

  /** The first place where a byte is of at least a level, or is not, if bits are turned round. */
  private static int first(byte[] bytes, int from, int end, int level, long turned) {
    long levels = of(level);
    int at = from;
    for (; at < end && at <= bytes.length - COUNT; at += COUNT) {
      long found = atLeast(get(bytes, at), levels) ^ turned;
      if (found != 0) {
        return Math.min(end, at + Long.numberOfTrailingZeros(found) / COUNT);
      }
    }
    while (at < end && (bytes[at] & 0xff) >= level == (turned != 0)) {
      at++;
    }
    return Math.min(at, end);
  }

  /** The largest of all bytes; 0 of none. */
  static int largest(byte[] bytes) {
    long lanes = 0;
    int i = 0;
    for (; i <= bytes.length - COUNT && !hasFull(lanes); i += COUNT) {
      lanes = max(lanes, get(bytes, i));
    }
    int largest = hasFull(lanes) ? 255 : 0;
    for (; lanes != 0; lanes >>>= Byte.SIZE) {
      largest = Math.max(largest, (int) lanes & 0xff);
    }
    for (; i < bytes.length && largest < 255; i++) {
      largest = Math.max(largest, bytes[i] & 0xff);
    }
    return largest;
  }

  /** Takes one run of bytes from another, down to 0 and no further; a new array. */
  static byte[] difference(byte[] from, byte[] taken) {
    byte[] difference = new byte[from.length];
    int i = 0;
    for (; i <= from.length - COUNT; i += COUNT) {
      long lanes = get(taken, i);
      set(difference, i, max(get(from, i), lanes) - lanes); // no lane borrows from another
    }
    for (; i < from.length; i++) {
      difference[i] = (byte) Math.max(0, (from[i] & 0xff) - (taken[i] & 0xff));
    }
    return difference;
  }

  /** Takes a level from all bytes, down to 0 and no further. */
  static void lower(byte[] bytes, int level) {
    long lanes = of(level);
    int i = 0;
    for (; i <= bytes.length - COUNT; i += COUNT) {
      set(bytes, i, max(get(bytes, i), lanes) - lanes);
    }
    for (; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, (bytes[i] & 0xff) - level);
    }
  }

  /** Writes the larger of each two bytes of two runs, none of which may be the target. */
  static void max(byte[] from, int a, int b, byte[] target, int at, int count) {
    int i = 0;
    for (; i <= count - COUNT; i += COUNT) {
      set(target, at + i, max(get(from, a + i), get(from, b + i)));
    }
    if (i < count && count >= COUNT) {
      i = count - COUNT;
      set(target, at + i, max(get(from, a + i), get(from, b + i)));
      return;
    }
    for (; i < count; i++) {
      target[at + i] = (byte) Math.max(from[a + i] & 0xff, from[b + i] & 0xff);
    }
  }
}
