package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects labels: whole numbers, or words, which become the names of classes in their order. */
final class LabelNames {
  private final GrowingInts labels = new GrowingInts();
  private final Map<String, Integer> seen = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  void add(String label) {
    labels.add(
        seen.computeIfAbsent(
            label,
            word -> {
              words.add(word);
              return words.size() - 1;
            }));
  }

  int distinct() {
    return words.size();
  }

  /** The labels as a column, with names where they are no whole numbers. */
  Column column(String name) {
    Optional<List<Integer>> numbers = numbers();
    int[] indices = labels.toArray();
    if (numbers.isPresent()) {
      List<Integer> values = numbers.get();
      return new Labels(name, Arrays.stream(indices).map(values::get).toArray(), Optional.empty());
    }
    List<String> sorted = words.stream().sorted().toList();
    Map<String, Integer> place = new HashMap<>();
    sorted.forEach(word -> place.put(word, place.size()));
    return new Labels(
        name,
        Arrays.stream(indices).map(index -> place.get(words.get(index))).toArray(),
        Optional.of(sorted));
  }

  /**
   * The labels as a column of classes that have their names already.
   *
   * @throws BadInputException if a label is none of them
   */
  Column column(String name, List<String> names) throws BadInputException {
    int[] place = new int[words.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = names.indexOf(words.get(i));
      if (place[i] < 0) {
        throw BadInputException.of(name, "class", "'" + words.get(i) + "'", "one of " + names);
      }
    }
    return new Labels(
        name,
        Arrays.stream(labels.toArray()).map(index -> place[index]).toArray(),
        Optional.of(names));
  }

  private Optional<List<Integer>> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (String word : words) {
      try {
        double number = Double.parseDouble(word);
        if (number != Math.rint(number) || Math.abs(number) > 1 << 24) {
          return Optional.empty();
        }
        numbers.add((int) number);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.of(numbers);
  }

  /**
   * Labels in memory.
   *
   * @param name what messages call them
   * @param values a label for each image
   * @param names what the values are the numbers of, if they have names
   */
  record Labels(String name, int[] values, Optional<List<String>> names) implements Column {

    @Override
    public int count() {
      return values.length;
    }

    @Override
    public int[] shape() {
      return new int[0];
    }

    @Override
    public Cursor open() {
      return new Cursor() {
        private int at;

        @Override
        public void next(float[] item) {
          item[0] = values[at++];
        }
      };
    }
  }
}
