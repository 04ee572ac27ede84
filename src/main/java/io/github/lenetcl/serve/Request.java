package io.github.lenetcl.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request, as far as answers depend on it. */
final class Request {

  private final HttpExchange exchange;
  private final Map<String, String> query;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
    this.query = parse(exchange.getRequestURI().getRawQuery());
  }

  private static Map<String, String> parse(String raw) {
    Map<String, String> values = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return values;
    }
    for (String pair : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      try {
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        if (values.put(name, value) != null) {
          throw Problem.bad("query: " + name + " stands twice");
        }
      } catch (IllegalArgumentException e) {
        throw Problem.bad("query: \"" + pair + "\" is not encoded as addresses are");
      }
    }
    return values;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** A value of the query; nothing where it is absent or empty. */
  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** Refuses values of the query that nobody asks for: most are mistyped. */
  void requireOnly(String... names) {
    for (String given : query.keySet()) {
      if (!List.of(names).contains(given)) {
        throw Problem.bad("query: \"" + given + "\", wanted " + String.join(", ", names));
      }
    }
  }

  /** A number of the query from 0 to 1. */
  double share(String name) {
    String text = query(name).orElse("0");
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Problem.bad("query: " + name + " is \"" + text + "\", wanted 0 to 1");
  }

  /** A whole number of the query. */
  int count(String name, int usual, int most) {
    String text = query(name).orElse(Integer.toString(usual));
    if (text.matches("\\d{1,6}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw Problem.bad("query: " + name + " is \"" + text + "\", wanted 1 to " + most);
  }

  /** Reads the body. */
  byte[] body(int most) {
    String told = header("Content-Length").orElse("0");
    if (!told.matches("\\d{1,18}")) {
      throw Problem.bad("Content-Length: \"" + told + "\", wanted a number of bytes");
    }
    if (Long.parseLong(told) > most) {
      throw tooLarge(most);
    }
    try {
      byte[] body = exchange.getRequestBody().readNBytes(most + 1);
      if (body.length > most) {
        throw tooLarge(most);
      }
      return body;
    } catch (IOException e) {
      throw Problem.bad("body: broke off");
    }
  }

  private static Problem tooLarge(int most) {
    return Problem.of(413, "body: more than " + most + " bytes", "Connection", "close");
  }
}
