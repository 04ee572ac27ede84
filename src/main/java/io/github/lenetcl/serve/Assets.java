package io.github.lenetcl.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The files of the page, as they are in the jar. */
final class Assets {

  private static final String FOLDER = "/io/github/lenetcl/serve/page/";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Nothing comes from elsewhere; what is drawn on the page may carry its own styles. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-cache",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
                  + " frame-ancestors 'none'; base-uri 'none'");

  private static final String[] NAMES = {
    "index.html",
    "style.css",
    "icon.svg",
    "main.js",
    "api.js",
    "pad.js",
    "strokes.js",
    "digit.js",
    "maps.js",
    "stage.js",
    "number.js",
    "doubts.js",
    "training.js",
    "chart.js",
    "pictures.js",
    "dom.js"
  };

  private final Map<String, Reply> files = new TreeMap<>();

  Assets() {
    for (String name : NAMES) {
      files.put("/" + name, load(name));
    }
    files.put("/", files.get("/index.html"));
  }

  private static Reply load(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(FOLDER + name + ": not on the class path");
      }
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      return new Reply(200, type, in.readAllBytes(), HEADERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files by their paths. */
  Map<String, Reply> files() {
    return files;
  }
}
