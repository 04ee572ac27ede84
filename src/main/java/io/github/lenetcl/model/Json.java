package io.github.lenetcl.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes JSON, and strings out of files as messages can show them. */
final class Json {

  private Json() {}

  /** Whether a text cannot be written in UTF-8. */
  static boolean hasLoneSurrogate(CharSequence text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** A string found in a file, fit for one line of a message. */
  static String quote(String found) {
    StringBuilder result = new StringBuilder();
    write(found.length() > 60 ? found.substring(0, 60) + "…" : found, result);
    return result.toString();
  }

  /** A message that may hold strings found in a file, as one line. */
  static String line(String message) {
    // Compiled code throws exceptions of the virtual machine without a message.
    return Objects.requireNonNullElse(message, "its numbers do not fit together")
        .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
  }

  /** Writes a value without any space. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> member : map.entrySet()) {
        write(member.getKey(), out.append(separator));
        write(member.getValue(), out.append(':'));
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        write(element, out.append(separator));
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      writeString(string, out);
    } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      out.append(number);
    } else if (value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("JSON cannot hold " + value);
    }
  }

  private static void writeString(String string, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
        // More than JSON wants: messages must stay on one line of a terminal.
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
