package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a text line by line and field by field, without a string for each. */
final class TextReader implements Closeable {
  private static final int END = -1;
  private static final float[] TENS = {1, 10, 100, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

  private final ByteSource source;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private int line = 1;
  private byte[] field = new byte[64];
  private int length;

  TextReader(ByteSource source) throws IOException {
    this.source = source;
    if (peek() == 0xef) {
      // The mark with which some programs begin a text.
      at = Math.min(filled, 3);
    }
  }

  private int peek() throws IOException {
    if (at == filled) {
      at = 0;
      filled = source.read(buffer, 0, buffer.length);
      if (filled == 0) {
        return END;
      }
    }
    return buffer[at] & 0xff;
  }

  /** {@return the number of the line that is read, from 1} */
  int line() {
    return line;
  }

  boolean atEnd() throws IOException {
    return peek() == END;
  }

  boolean atEndOfLine() throws IOException {
    int next = peek();
    return next == '\n' || next == '\r' || next == END;
  }

  /** Goes to the next line that is neither empty nor a comment; false where there is none. */
  boolean nextLine(char... comments) throws IOException {
    while (!atEnd()) {
      skipBlanks();
      int next = peek();
      if (next == '\n' || next == '\r') {
        skipLine();
      } else if (next != END && new String(comments).indexOf(next) >= 0) {
        skipLine();
      } else {
        return next != END;
      }
    }
    return false;
  }

  /** {@return all that is left of the line, quotes included; goes behind its end} */
  String readLine() throws IOException {
    length = 0;
    while (!atEndOfLine()) {
      keep(buffer[at++]);
    }
    skipLine();
    return field();
  }

  private void keep(byte each) {
    if (length == field.length) {
      field = Arrays.copyOf(field, 2 * length);
    }
    field[length++] = each;
  }

  /** Goes behind the end of the line. */
  void skipLine() throws IOException {
    while (peek() != END) {
      while (at < filled) {
        byte each = buffer[at++];
        if (each == '\n') {
          line++;
          return;
        } else if (each == '\r') {
          line++;
          if (peek() == '\n') {
            at++;
          }
          return;
        }
      }
    }
  }

  void skipBlanks() throws IOException {
    int next = peek();
    while (next == ' ' || next == '\t') {
      at++;
      next = peek();
    }
  }

  /** Goes behind a character, if it is the next one. */
  boolean skip(char wanted) throws IOException {
    boolean there = peek() == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  /** Reads up to a delimiter or the end of the line, neither of them included. */
  void readField(char delimiter) throws IOException {
    length = 0;
    boolean quoted = peek() == '"' || peek() == '\'';
    int quote = quoted ? buffer[at++] : 0;
    for (int next = peek(); next != END; next = peek()) {
      if (quoted ? next == quote : next == delimiter || next == '\n' || next == '\r') {
        break;
      }
      keep(buffer[at++]);
    }
    if (quoted) {
      at += peek() == quote ? 1 : 0;
      skipBlanks();
    }
  }

  /**
   * Reads a field that is a plain whole number, as almost all are, straight from the buffer.
   *
   * @return the number; −1 where the field is anything else, which is left to {@link #readField}
   */
  int readPlain(char delimiter) {
    int value = 0;
    int end = Math.min(filled, at + 8);
    for (int i = at; i < end; i++) {
      int digit = buffer[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = 10 * value + digit;
      } else if (i > at && (buffer[i] == delimiter || buffer[i] == '\n')) {
        at = i;
        return value;
      } else {
        return -1;
      }
    }
    return -1;
  }

  /** Goes behind a field without a look at it. */
  void skipField(char delimiter) throws IOException {
    if (peek() == '"' || peek() == '\'') {
      readField(delimiter);
      return;
    }
    while (peek() != END) {
      while (at < filled) {
        byte each = buffer[at];
        if (each == delimiter || each == '\n' || each == '\r') {
          return;
        }
        at++;
      }
    }
  }

  String field() {
    return new String(field, 0, length, StandardCharsets.UTF_8).strip();
  }

  /**
   * {@return the number in the field}
   *
   * @throws NumberFormatException if it is none
   */
  float number() {
    int value = 0;
    int digits = 0;
    int decimals = -1;
    int i = length > 0 && field[0] == '-' ? 1 : 0;
    boolean negative = i == 1;
    for (; i < length && digits < 9; i++) {
      int each = field[i] - '0';
      if (each >= 0 && each <= 9) {
        value = 10 * value + each;
        digits++;
        decimals += decimals >= 0 ? 1 : 0;
      } else if (each == '.' - '0' && decimals < 0) {
        decimals = 0;
      } else {
        break;
      }
    }
    // Exact where the digits fit into a float, and so does the power of ten.
    if (i == length && digits > 0 && value < 1 << 24) {
      float magnitude = decimals > 0 ? value / TENS[decimals] : value;
      return negative ? -magnitude : magnitude;
    }
    return Float.parseFloat(field());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
