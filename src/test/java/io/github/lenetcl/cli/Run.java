package io.github.lenetcl.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * The command run in this process.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed to the error stream
 */
public record Run(int code, String out, String err) {

  public static Run of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Lenet.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Run(code, out.toString(), err.toString());
  }

  /** Runs the command with paths and other objects as arguments. */
  public static Run with(Object... args) {
    return of(List.of(args).stream().map(Object::toString).toArray(String[]::new));
  }

  /** Returns the lines of the error stream. */
  public List<String> errors() {
    return err.lines().toList();
  }

  /** Returns the last line of the output. */
  public String lastLine() {
    return last(out);
  }

  /** Returns the last line of the error stream. */
  public String lastError() {
    return last(err);
  }

  private static String last(String text) {
    List<String> lines = text.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Returns the whole output as a JSON object. */
  public JsonObject json() {
    return JsonParser.parseString(out).getAsJsonObject();
  }
}
