package io.github.lenetcl.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259): null is an empty {@code Optional}, objects are {@code Map<String, Object>}
 * in the order of the text, arrays {@code List<Object>}, strings {@code String}, truth values
 * {@code Boolean}, numbers {@code Long} where they are written as integers, else {@code Double}.
 * Strict: no comments, no trailing commas, no duplicate names, no lone surrogates, no number that
 * does not fit, and a bound on nesting.
 */
final class JsonParser {

  /** The deepest nesting that is read. */
  static final int MAX_DEPTH = 32;

  private final String text;
  private int at;

  private JsonParser(String text) {
    this.text = text;
  }

  /** A text that is not JSON as we read it; the message says where and why. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(int at, String problem) {
      super("JSON, character " + at + ": " + problem);
    }
  }

  static Object parse(String text) throws SyntaxException {
    JsonParser json = new JsonParser(text);
    Object value = json.value(0);
    json.space();
    if (json.at < text.length()) {
      throw json.unexpected("the end");
    }
    return value;
  }

  private Object value(int depth) throws SyntaxException {
    space();
    if (depth > MAX_DEPTH) {
      throw new SyntaxException(at, "nested more than " + MAX_DEPTH + " deep");
    }
    char c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Optional.empty());
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw unexpected("a value");
        }
        yield number();
      }
    };
  }

  private Map<String, Object> object(int depth) throws SyntaxException {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    space();
    if (take('}')) {
      return members;
    }
    do {
      space();
      int start = at;
      String name = string();
      space();
      expect(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw new SyntaxException(start, "the name " + Json.quote(name) + " stands twice");
      }
      space();
    } while (take(','));
    expect('}');
    return members;
  }

  private List<Object> array(int depth) throws SyntaxException {
    List<Object> values = new ArrayList<>();
    at++;
    space();
    if (take(']')) {
      return values;
    }
    do {
      values.add(value(depth + 1));
      space();
    } while (take(','));
    expect(']');
    return values;
  }

  private String string() throws SyntaxException {
    int start = at;
    expect('"');
    StringBuilder result = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new SyntaxException(at - 1, "a control character in a string");
      }
      result.append(c == '\\' ? escape() : c);
    }
    at++;
    if (Json.hasLoneSurrogate(result)) {
      throw new SyntaxException(start, "a string with half a surrogate pair");
    }
    return result.toString();
  }

  private char escape() throws SyntaxException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0 || peek() > 'f') {
            throw unexpected("four hexadecimal digits");
          }
          code = 16 * code + digit;
          at++;
        }
        yield (char) code;
      }
      default -> {
        at--;
        throw unexpected("an escape");
      }
    };
  }

  private Object number() throws SyntaxException {
    int start = at;
    take('-');
    if (!take('0')) {
      digits();
    }
    boolean integer = true;
    if (take('.')) {
      digits();
      integer = false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      digits();
      integer = false;
    }
    String number = text.substring(start, at);
    if (integer) {
      try {
        return Long.parseLong(number);
      } catch (NumberFormatException e) {
        throw new SyntaxException(start, "an integer beyond 64 bits");
      }
    }
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw new SyntaxException(start, "a number beyond double precision");
    }
    return value;
  }

  private void digits() throws SyntaxException {
    if (!isDigit(peek())) {
      throw unexpected("a digit");
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Object word(String word, Object value) throws SyntaxException {
    if (!text.startsWith(word, at)) {
      throw unexpected(word);
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws SyntaxException {
    if (at == text.length()) {
      throw new SyntaxException(at, "the text ends too early");
    }
    return text.charAt(at);
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws SyntaxException {
    if (!take(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  private SyntaxException unexpected(String wanted) {
    String found = at < text.length() ? Json.quote(text.substring(at, at + 1)) : "the end";
    return new SyntaxException(at, "found " + found + ", wanted " + wanted);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
