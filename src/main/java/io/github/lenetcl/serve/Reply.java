package io.github.lenetcl.serve;

import io.github.lenetcl.cli.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param type the media type of the body
 * @param body the body
 * @param headers further headers
 */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {

  static final String JSON = "application/json";

  /** Answers are never the same for long, and assets change with the program. */
  private static final Map<String, String> USUAL = Map.of("Cache-Control", "no-store");

  static Reply of(String type, byte[] body) {
    return new Reply(200, type, body, USUAL);
  }

  static Reply text(String type, String text) {
    return of(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Reply json(Object value) {
    return of(JSON, bytes(value));
  }

  static Reply problem(Problem problem) {
    byte[] body = bytes(Map.of("error", problem.getMessage()));
    return new Reply(problem.status(), JSON, body, problem.headers());
  }

  private static byte[] bytes(Object value) {
    StringBuilder text = new StringBuilder(512);
    JsonOutput.line(text, value);
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
