package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.KerasConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Keras made a layer with.
 *
 * @param file the file, for messages
 * @param layer the layer
 */
record KerasFields(String file, KerasConfig.Layer layer) {

  private static final int MAX_SIDE = 1 << 15;

  private BadInputException unfit(String field, Object found, String wanted) {
    String quoted = Node.quote(String.valueOf(found));
    return BadInputException.of(
        file, field + " of layer " + Node.quote(layer.name()), quoted, wanted);
  }

  double number(String field, double otherwise) throws BadInputException {
    Optional<Object> found = layer.get(field);
    if (found.isPresent() && !(found.get() instanceof Number)) {
      throw unfit(field, found.get(), "a number");
    }
    return found.isPresent() ? ((Number) found.get()).doubleValue() : otherwise;
  }

  int integer(String field, int otherwise) throws BadInputException {
    Optional<Object> found = layer.get(field);
    return found.isPresent() ? integer(field, found.get()) : otherwise;
  }

  private int integer(String field, Object value) throws BadInputException {
    if (value instanceof Long whole && whole >= -1 && whole <= MAX_SIDE) {
      return whole.intValue();
    }
    throw unfit(field, value, "an integer of at most " + MAX_SIDE);
  }

  boolean has(String field) {
    return layer.get(field).isPresent();
  }

  /** Returns a number or the numbers of a list, which may hold others, outermost first. */
  float[] numbers(String field) throws BadInputException {
    List<Float> numbers = new ArrayList<>();
    collect(field, layer.get(field).orElse(List.of()), numbers);
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i);
    }
    return values;
  }

  private void collect(String field, Object value, List<Float> numbers) throws BadInputException {
    if (value instanceof Number number) {
      numbers.add(number.floatValue());
    } else if (value instanceof List<?> all) {
      for (Object each : all) {
        collect(field, each, numbers);
      }
    } else {
      throw unfit(field, value, "numbers");
    }
  }

  /**
   * Returns the sides of values that differ along one axis, or the same everywhere.
   *
   * @param field the axis, the samples' being 0
   * @param rank the sides of a sample
   * @param count the number of values
   */
  Integer[] axes(String field, int rank, int count) throws BadInputException {
    if (count == 1) {
      return new Integer[] {1};
    }
    Object found = layer.get(field).orElse(List.of());
    Object one = found instanceof List<?> all && all.size() == 1 ? all.get(0) : found;
    int axis = one instanceof Long ? integer(field, one) : 0;
    int place = axis < 0 ? rank + axis : axis - 1;
    if (place < 0 || place >= rank) {
      throw unfit(field, found, "one axis of a sample");
    }
    Integer[] sides = new Integer[rank];
    Arrays.fill(sides, 1);
    sides[place] = count;
    return sides;
  }

  boolean flag(String field, boolean otherwise) {
    return layer.get(field).map(value -> value.equals(Boolean.TRUE)).orElse(otherwise);
  }

  String text(String field, String otherwise) {
    return layer.get(field).map(String::valueOf).orElse(otherwise);
  }

  /** Returns the name of a function; Keras writes some as an object with a class's name. */
  String function(String field) throws BadInputException {
    Object value = layer.get(field).orElse("linear");
    if (value instanceof Map<?, ?> made && made.get("config") instanceof String name) {
      return name;
    }
    if (value instanceof String name) {
      return name;
    }
    throw unfit(field, value, "the name of a function");
  }

  /** Returns the sides of a list of integers, or of one for both. */
  List<Integer> sides(String field) throws BadInputException {
    List<Integer> sides = new ArrayList<>();
    if (layer.get(field).orElse(List.of()) instanceof List<?> all) {
      for (Object side : all) {
        sides.add(integer(field, side));
      }
    }
    return sides;
  }

  /** Returns the sides of a sample that the network is for. */
  List<Integer> inputSides() throws BadInputException {
    for (String field : List.of("batch_shape", "batch_input_shape")) {
      if (layer.get(field).orElse(List.of()) instanceof List<?> all && all.size() >= 2) {
        List<Integer> sides = new ArrayList<>();
        for (Object side : all.subList(1, all.size())) {
          sides.add(integer(field, side));
        }
        return sides;
      }
    }
    throw new BadInputException(
        file + ": no input shape, wanted one: keras.Input((28, 28, 1)) as the first layer");
  }

  Attribute pair(String field, int otherwise) throws BadInputException {
    List<Integer> sides = sides(field);
    if (sides.size() == 2) {
      return Windows.integers(sides.get(0), sides.get(1));
    }
    int both = integer(field, otherwise);
    return Windows.integers(both, both);
  }

  /** Returns strides, gaps and padding as attributes; 0 leaves the strides away. */
  Map<String, Attribute> window(String strides, int usual) throws BadInputException {
    Map<String, Attribute> window = new HashMap<>();
    if (layer.get(strides).isPresent() || usual > 0) {
      window.put("strides", pair(strides, usual));
    }
    if (layer.get("dilation_rate").isPresent()) {
      window.put("dilations", pair("dilation_rate", 1));
    }
    String padding = text("padding", "valid");
    if (!padding.equals("valid") && !padding.equals("same")) {
      throw unfit("padding", padding, "valid or same");
    }
    if (padding.equals("same")) {
      window.put("auto_pad", new Attribute.Text("SAME_UPPER"));
    }
    return window;
  }

  /** Returns the zeros above, on the left, below, on the right. */
  int[] pads() throws BadInputException {
    List<Integer> pads = new ArrayList<>();
    if (layer.get("padding").orElse(List.of()) instanceof List<?> both && both.size() == 2) {
      for (Object side : both) {
        List<?> two = side instanceof List<?> list && list.size() == 2 ? list : List.of(side, side);
        pads.add(integer("padding", two.get(0)));
        pads.add(integer("padding", two.get(1)));
      }
      return new int[] {pads.get(0), pads.get(2), pads.get(1), pads.get(3)};
    }
    int all = integer("padding", 1);
    return new int[] {all, all, all, all};
  }
}
