package io.github.lenetcl.model;

import io.github.lenetcl.data.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a JSON object out of a file, taken one by one and checked. Whoever has taken all
 * says so, and a field that is left over is refused.
 */
final class JsonFields {

  private final String where;
  private final Map<Object, Object> left;

  /**
   * Opens an object.
   *
   * @param where the file and the part of it, for messages
   * @param value what the JSON holds there
   */
  JsonFields(String where, Object value) throws BadInputException {
    if (!(value instanceof Map<?, ?> members)) {
      throw new BadInputException(where + ": found " + describe(value) + ", wanted an object");
    }
    this.where = where;
    this.left = new LinkedHashMap<>(members);
  }

  boolean has(String field) {
    return left.containsKey(field);
  }

  boolean holds(String field, Class<?> type) {
    return type.isInstance(left.get(field));
  }

  String string(String field) throws BadInputException {
    return take(field, String.class, "a string");
  }

  List<?> list(String field) throws BadInputException {
    return take(field, List.class, "a list");
  }

  /** Takes an integer in {@code [least, most]}. */
  int integer(String field, int least, int most) throws BadInputException {
    return integer(where, field, take(field, Object.class, "an integer"), least, most);
  }

  /** Takes a list of integers in {@code [least, most]}. */
  List<Integer> integers(String field, int least, int most) throws BadInputException {
    return integers(where, field, list(field), least, most);
  }

  /** Takes one integer for both, or a list of two. */
  List<Integer> pair(String field, int least, int most) throws BadInputException {
    if (!holds(field, List.class)) {
      int both = integer(field, least, most);
      return List.of(both, both);
    }
    List<Integer> pair = integers(field, least, most);
    if (pair.size() != 2) {
      throw BadInputException.of(where, field, pair, "an integer or [rows, columns]");
    }
    return pair;
  }

  double number(String field) throws BadInputException {
    return take(field, Number.class, "a number").doubleValue();
  }

  /** Takes true or false, which may be left out. */
  boolean flag(String field, boolean usual) throws BadInputException {
    return has(field) ? take(field, Boolean.class, "true or false") : usual;
  }

  /** Ends: everything that the object holds must have been taken. */
  void end() throws BadInputException {
    if (!left.isEmpty()) {
      throw new BadInputException(
          where + ": unknown field " + describe(left.keySet().toArray()[0]));
    }
  }

  static List<Integer> integers(String where, String field, Object value, int least, int most)
      throws BadInputException {
    if (!(value instanceof List<?> elements)) {
      throw BadInputException.of(where, field, describe(value), "a list of integers");
    }
    List<Integer> integers = new ArrayList<>();
    for (Object element : elements) {
      integers.add(integer(where, field, element, least, most));
    }
    return integers;
  }

  static float[] numbers(String where, String field, Object value) throws BadInputException {
    if (!(value instanceof List<?> elements)
        || !elements.stream().allMatch(Number.class::isInstance)) {
      throw BadInputException.of(where, field, describe(value), "a list of numbers");
    }
    float[] numbers = new float[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Number) elements.get(i)).floatValue();
    }
    return numbers;
  }

  private static int integer(String where, String field, Object value, int least, int most)
      throws BadInputException {
    if (value instanceof Long integer && integer >= least && integer <= most) {
      return Math.toIntExact(integer);
    }
    throw BadInputException.of(
        where, field, describe(value), "an integer from " + least + " to " + most);
  }

  private <T> T take(String field, Class<T> type, String wanted) throws BadInputException {
    Object value = left.remove(field);
    if (value == null) {
      throw BadInputException.of(where, field, "absent", wanted);
    }
    if (!type.isInstance(value)) {
      throw BadInputException.of(where, field, describe(value), wanted);
    }
    return type.cast(value);
  }

  private static String describe(Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Optional) {
      return "null";
    }
    return value instanceof String string ? Json.quote(string) : String.valueOf(value);
  }
}
