package io.github.lenetcl.serve;

import java.util.Map;

/** A request that cannot be answered, and what its sender is told. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;

  private Problem(int status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = headers;
  }

  /** What was sent cannot be used: the field, what was found, what was wanted. */
  static Problem bad(String message) {
    return new Problem(400, message, Map.of());
  }

  static Problem of(int status, String message) {
    return new Problem(status, message, Map.of());
  }

  static Problem of(int status, String message, String header, String value) {
    return new Problem(status, message, Map.of(header, value));
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers == null ? Map.of() : headers;
  }
}
