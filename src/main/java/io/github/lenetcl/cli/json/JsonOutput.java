package io.github.lenetcl.cli.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.PrintWriter;

/** Results for programs: records, lists and maps as JSON. */
public final class JsonOutput {

  /** JSON has no infinity; what is not finite becomes null. */
  private static final JsonSerializer<Number> FINITE =
      (number, type, context) ->
          Double.isFinite(number.doubleValue()) ? new JsonPrimitive(number) : JsonNull.INSTANCE;

  private static final Gson LINES = gson().create();
  private static final Gson PRETTY = gson().setPrettyPrinting().create();

  private JsonOutput() {}

  private static GsonBuilder gson() {
    return new GsonBuilder()
        .disableHtmlEscaping()
        .serializeNulls()
        .registerTypeAdapter(double.class, FINITE)
        .registerTypeAdapter(Double.class, FINITE)
        .registerTypeAdapter(float.class, FINITE)
        .registerTypeAdapter(Float.class, FINITE);
  }

  /**
   * {@return a value over several lines, without a line's end}
   *
   * @param value records, lists and maps
   */
  public static String text(Object value) {
    return PRETTY.toJson(value);
  }

  /**
   * Prints a value over several lines.
   *
   * @param out where to
   * @param value records, lists and maps
   */
  public static void print(PrintWriter out, Object value) {
    out.println(text(value));
  }

  /**
   * Writes a value without a line's end.
   *
   * @param out where to
   * @param value records, lists and maps
   */
  public static void line(Appendable out, Object value) {
    LINES.toJson(value, out);
  }
}
