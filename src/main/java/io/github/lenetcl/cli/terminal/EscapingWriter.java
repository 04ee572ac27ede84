package io.github.lenetcl.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Keeps what files, servers and models say from steering the terminal: control characters, and
 * those that turn the direction of writing, are written as {@code \u001b} and the like. Ends of
 * lines, tabs and the return of the progress line are ours and pass; what comes from elsewhere goes
 * through {@link #escaped} first, which lets none of them pass.
 */
public final class EscapingWriter extends FilterWriter {

  public EscapingWriter(Writer out) {
    super(out);
  }

  /** Returns a text of others in one line. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      append(escaped, text.charAt(i), isHarmful(text.charAt(i)) || isOfLines(text.charAt(i)));
    }
    return escaped.toString();
  }

  private static void append(StringBuilder to, char c, boolean escaped) {
    if (escaped) {
      to.append(String.format("\\u%04x", (int) c));
    } else {
      to.append(c);
    }
  }

  private static boolean isOfLines(char c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isHarmful(char c) {
    boolean turning =
        c == 0x061c
            || c == 0x200e
            || c == 0x200f
            || c >= 0x2028 && c <= 0x202e
            || c >= 0x2066 && c <= 0x2069;
    return turning || Character.isISOControl(c) && !isOfLines(c);
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void write(char[] text, int from, int count) throws IOException {
    write(String.valueOf(text, from, count), 0, count);
  }

  @Override
  public void write(String text, int from, int count) throws IOException {
    int clean = from;
    for (int i = from; i < from + count; i++) {
      if (isHarmful(text.charAt(i))) {
        out.write(text, clean, i - clean);
        StringBuilder escape = new StringBuilder();
        append(escape, text.charAt(i), true);
        out.write(escape.toString());
        clean = i + 1;
      }
    }
    out.write(text, clean, from + count - clean);
  }
}
