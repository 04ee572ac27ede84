package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Padding;
import io.github.lenetcl.network.Window;
import java.util.List;

/**
 * The fields that say how a window passes over an input: its size, {@code stride}, {@code padding}.
 */
final class WindowFields {

  static final int MAX_SIDE = 1 << 12;

  private WindowFields() {}

  /** Reads the window of a convolution, which moves by 1 where nothing is said. */
  static Window kernel(String at, JsonFields fields) throws BadInputException {
    List<Integer> sides = fields.pair("kernel", 1, MAX_SIDE);
    return window(at, fields, sides, List.of(1, 1));
  }

  /** Reads the window of a pooling layer, which does not overlap where nothing is said. */
  static Window pool(String at, JsonFields fields) throws BadInputException {
    List<Integer> sides = fields.pair("window", 1, MAX_SIDE);
    return window(at, fields, sides, sides);
  }

  private static Window window(
      String at, JsonFields fields, List<Integer> sides, List<Integer> usual)
      throws BadInputException {
    List<Integer> stride = fields.has("stride") ? fields.pair("stride", 1, MAX_SIDE) : usual;
    return new Window(
        sides.get(0), sides.get(1), stride.get(0), stride.get(1), padding(at, fields));
  }

  private static Padding padding(String at, JsonFields fields) throws BadInputException {
    if (!fields.has("padding")) {
      return Padding.NONE;
    }
    if (fields.holds("padding", String.class)) {
      String name = fields.string("padding");
      return switch (name) {
        case "same" -> Padding.SAME;
        case "half" -> Padding.HALF;
        case "full" -> Padding.FULL;
        default ->
            throw BadInputException.of(
                at, "padding", Json.quote(name), "same, half, full or numbers");
      };
    }
    if (!fields.holds("padding", List.class)) {
      return Padding.of(fields.integer("padding", 0, MAX_SIDE));
    }
    List<Integer> sides = fields.integers("padding", 0, MAX_SIDE);
    if (sides.size() != 4) {
      throw BadInputException.of(at, "padding", sides, "[top, left, bottom, right]");
    }
    return new Padding.Given(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
  }
}
