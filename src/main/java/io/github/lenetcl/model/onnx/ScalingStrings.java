package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.network.Scaling;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scaling of the input as strings, its numbers one behind the other, so that none is lost. */
final class ScalingStrings {

  private static final String LEVELS = "scaling.levels";
  private static final String MEAN = "scaling.mean";
  private static final String FACTOR = "scaling.factor";
  private static final Pattern SPACE = Pattern.compile(" ");

  private ScalingStrings() {}

  /** Returns the numbers of a scaling, by their names. */
  static Map<String, String> of(Scaling scaling) {
    if (scaling instanceof Scaling.PerPixel pixels) {
      return Map.of(MEAN, text(pixels.mean()), FACTOR, text(pixels.factor()));
    }
    return Map.of(LEVELS, text(((Scaling.Levels) scaling).levels()));
  }

  /**
   * Returns a scaling.
   *
   * @param file the file's name, for messages
   * @param name the scaling's name
   * @param strings the strings of the file
   */
  static Scaling read(String file, String name, Map<String, String> strings)
      throws BadInputException {
    return strings.containsKey(LEVELS)
        ? new Scaling.Levels(name, numbers(file, LEVELS, strings))
        : new Scaling.PerPixel(numbers(file, MEAN, strings), numbers(file, FACTOR, strings));
  }

  private static String text(float[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> Float.toString(values[i]))
        .collect(Collectors.joining(" "));
  }

  private static float[] numbers(String file, String key, Map<String, String> strings)
      throws BadInputException {
    String text = strings.get(key);
    if (text == null) {
      throw BadInputException.of(file, key, "absent", "numbers");
    }
    String[] words = SPACE.split(text);
    float[] values = new float[words.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.parseFloat(words[i]);
      }
    } catch (NumberFormatException e) {
      throw BadInputException.of(file, key, "not all numbers", "numbers");
    }
    return values;
  }
}
