package io.github.lenetcl.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;

/** Results for programs: records and maps as JSON. */
final class JsonOutput {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonOutput() {}

  static void print(PrintWriter out, Object value) {
    out.println(GSON.toJson(value));
  }
}
