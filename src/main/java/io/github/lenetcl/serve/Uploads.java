package io.github.lenetcl.serve;

import java.util.List;
import java.util.Locale;

/** Finds the pictures in a request's body: a picture itself, a form, or JSON. */
final class Uploads {

  private static final String WANTED =
      "wanted image/png, image/jpeg, multipart/form-data or application/json";

  private Uploads() {}

  static List<Upload> of(Request request, Limits limits) {
    String type = request.header("Content-Type").orElse("");
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    byte[] body = request.body(limits.bodyBytes());
    if (body.length == 0) {
      throw Problem.bad("body: empty, wanted a picture");
    }
    List<Upload> uploads =
        switch (media) {
          case "image/png", "image/jpeg", "image/jpg", "application/octet-stream", "" ->
              List.of(new Upload.File("picture", body, limits.pixels()));
          // What curl --data-binary says where nothing else is said.
          case "application/x-www-form-urlencoded" ->
              List.of(new Upload.File("picture", body, limits.pixels()));
          case "multipart/form-data" -> Multipart.pictures(type, body, limits);
          case "application/json" -> JsonPictures.of(body, limits);
          default -> throw Problem.of(415, "Content-Type: \"" + media + "\", " + WANTED);
        };
    if (uploads.isEmpty()) {
      throw Problem.bad("body: no pictures, wanted at least one");
    }
    return uploads;
  }

  /** Refuses one picture too many. */
  static void requireRoom(int count, Limits limits) {
    if (count > limits.pictures()) {
      throw Problem.of(413, "pictures: more than " + limits.pictures() + " in a request");
    }
  }
}
