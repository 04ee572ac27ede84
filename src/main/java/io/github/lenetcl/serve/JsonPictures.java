package io.github.lenetcl.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Pictures in JSON: one object, or several in a list or under {@code pictures}. An object has
 * {@code pixels}, rows of grey levels 0 to 255; or {@code grey}, the same as Base64 of bytes, with
 * {@code width} and {@code height}; or {@code picture}, Base64 of a PNG or JPEG file. A {@code
 * name} is told again in the answer.
 */
final class JsonPictures {

  private static final int MOST_NAME = 200;

  private final Limits limits;

  private JsonPictures(Limits limits) {
    this.limits = limits;
  }

  static List<Upload> of(byte[] body, Limits limits) {
    JsonElement root = parse(body);
    JsonElement pictures = root;
    if (root instanceof JsonObject object && object.has("pictures")) {
      pictures = object.get("pictures");
    }
    List<JsonElement> all = new ArrayList<>();
    if (pictures instanceof JsonArray list) {
      Uploads.requireRoom(list.size(), limits);
      list.forEach(all::add);
    } else {
      all.add(pictures);
    }
    List<Upload> uploads = new ArrayList<>();
    for (JsonElement each : all) {
      String name = all.size() == 1 ? "picture" : "picture " + (uploads.size() + 1);
      if (!(each instanceof JsonObject object)) {
        throw Problem.bad(
            name + ": is " + kind(each) + ", wanted an object with pixels, grey or picture");
      }
      uploads.add(new JsonPictures(limits).upload(object, named(object, name)));
    }
    return uploads;
  }

  private static JsonElement parse(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return JsonParser.parseString(text);
    } catch (CharacterCodingException e) {
      throw Problem.bad("body: not UTF-8, wanted JSON");
    } catch (JsonParseException | StackOverflowError e) {
      throw Problem.bad("body: not JSON (" + firstLine(e.getMessage()) + ")");
    }
  }

  private static String firstLine(String message) {
    String told = message == null ? "nested too deep" : message.lines().findFirst().orElse("");
    // Gson speaks of Java first.
    return told.replaceFirst("^[\\w.]+Exception: ", "");
  }

  private static String named(JsonObject picture, String usual) {
    if (!picture.has("name")) {
      return usual;
    }
    if (picture.get("name") instanceof JsonPrimitive name && name.isString()) {
      String text = name.getAsString().replaceAll("\\p{Cntrl}", " ");
      return text.substring(0, Math.min(MOST_NAME, text.length()));
    }
    throw Problem.bad(usual + ": name is " + kind(picture.get("name")) + ", wanted a string");
  }

  private Upload upload(JsonObject picture, String name) {
    boolean normalised = flag(picture, "normalised", name);
    if (picture.has("pixels")) {
      return rows(picture.get("pixels"), name, normalised);
    }
    if (picture.has("grey")) {
      int height = side(picture, "height", name);
      int width = side(picture, "width", name);
      byte[] levels = base64(picture, "grey", name);
      if (levels.length != (long) height * width) {
        throw Problem.bad(
            "%s: grey is %d bytes, wanted %d for %d×%d pixels"
                .formatted(name, levels.length, (long) height * width, width, height));
      }
      return levels(name, height, width, levels, normalised);
    }
    if (picture.has("picture")) {
      return new Upload.File(name, base64(picture, "picture", name), limits.pixels());
    }
    throw Problem.bad(name + ": has no pixels, grey or picture, wanted one of them");
  }

  private Upload levels(String name, int height, int width, byte[] levels, boolean normalised) {
    requireRoom(name, height, width);
    return new Upload.Levels(name, height, width, levels, normalised);
  }

  private void requireRoom(String name, int height, int width) {
    if ((long) height * width > limits.pixels()) {
      throw Problem.bad(
          "%s: size is %d×%d, wanted at most %d pixels"
              .formatted(name, width, height, limits.pixels()));
    }
  }

  private Upload rows(JsonElement pixels, String name, boolean normalised) {
    if (!(pixels instanceof JsonArray rows) || rows.isEmpty()) {
      throw Problem.bad(name + ": pixels is " + kind(pixels) + ", wanted a list of rows");
    }
    if (!(rows.get(0) instanceof JsonArray first) || first.isEmpty()) {
      throw Problem.bad(name + ": row 0 is " + kind(rows.get(0)) + ", wanted a list of levels");
    }
    // Before memory is taken: short rows would cost little to send.
    requireRoom(name, rows.size(), first.size());
    byte[] levels = new byte[rows.size() * first.size()];
    for (int row = 0; row < rows.size(); row++) {
      if (!(rows.get(row) instanceof JsonArray values) || values.size() != first.size()) {
        throw Problem.bad(
            "%s: row %d is not a list of %d levels, as row 0".formatted(name, row, first.size()));
      }
      for (int column = 0; column < first.size(); column++) {
        levels[row * first.size() + column] = level(values.get(column), name, row, column);
      }
    }
    return levels(name, rows.size(), first.size(), levels, normalised);
  }

  private static byte level(JsonElement value, String name, int row, int column) {
    if (value instanceof JsonPrimitive number && number.isNumber()) {
      double level = number.getAsDouble();
      if (level >= 0 && level <= 255) {
        return (byte) Math.round(level);
      }
    }
    throw Problem.bad(
        "%s: row %d, column %d is %s, wanted 0 to 255".formatted(name, row, column, brief(value)));
  }

  private static int side(JsonObject picture, String field, String name) {
    if (picture.get(field) instanceof JsonPrimitive number && number.isNumber()) {
      double side = number.getAsDouble();
      if (side >= 1 && side <= 1 << 24 && side == Math.rint(side)) {
        return (int) side;
      }
    }
    throw Problem.bad(
        "%s: %s is %s, wanted a number of pixels"
            .formatted(name, field, brief(picture.get(field))));
  }

  private static boolean flag(JsonObject picture, String field, String name) {
    JsonElement value = picture.get(field);
    if (value == null) {
      return false;
    }
    if (value instanceof JsonPrimitive flag && flag.isBoolean()) {
      return flag.getAsBoolean();
    }
    throw Problem.bad("%s: %s is %s, wanted true or false".formatted(name, field, brief(value)));
  }

  private static byte[] base64(JsonObject picture, String field, String name) {
    if (picture.get(field) instanceof JsonPrimitive text && text.isString()) {
      try {
        return Base64.getDecoder().decode(text.getAsString());
      } catch (IllegalArgumentException e) {
        throw Problem.bad(name + ": " + field + " is not Base64 (" + e.getMessage() + ")");
      }
    }
    throw Problem.bad(name + ": " + field + " is " + kind(picture.get(field)) + ", wanted Base64");
  }

  private static String kind(JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return "nothing";
    }
    if (value instanceof JsonArray list) {
      return list.isEmpty() ? "an empty list" : "a list";
    }
    return value instanceof JsonObject ? "an object" : brief(value);
  }

  private static String brief(JsonElement value) {
    String text = String.valueOf(value);
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
