package io.github.lenetcl.data.forms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that tell forms apart. */
final class Magic {
  private Magic() {}

  static boolean isAt(byte[] bytes, int at, byte... wanted) {
    int end = at + wanted.length;
    return bytes.length >= end && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
  }

  static boolean isAt(byte[] bytes, int at, String wanted) {
    return isAt(bytes, at, wanted.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether a file can be a text: what it begins with has no control characters but blanks. */
  static boolean isText(byte[] start) {
    for (byte each : start) {
      if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return start.length > 0;
  }
}
