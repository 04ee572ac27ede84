package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The classes of a data set, and which of them the numbers in its files mean.
 *
 * @param names the names of the classes
 * @param byNumber the class of each number
 */
record Classes(List<String> names, Map<Integer, Integer> byNumber) {
  /** More classes than this are taken for a mistake. */
  static final int MOST = 1 << 16;

  private static final int MOST_BYTES = 1 << 20;
  private static final String FILE = "classes.txt";
  private static final String MAPPING = "mapping.txt";
  private static final Pattern MNIST = Pattern.compile("train-images[-._]?idx3-ubyte(\\.gz)?");
  private static final System.Logger LOG = System.getLogger(Classes.class.getName());

  static Classes numbered(int count) {
    return of(LabelledImages.numbered(count));
  }

  /** Classes that are numbered in their own order. */
  static Classes of(List<String> names) {
    Map<Integer, Integer> same = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      same.put(i, i);
    }
    return new Classes(names, same);
  }

  /**
   * Finds the classes: named by the form itself; by the lines of classes.txt; by a mapping.txt like
   * EMNIST's; ten digits for MNIST; else numbered from 0 to the largest label.
   *
   * @param labels those to train on, or else to test on, as the file has them
   */
  static Classes find(Tree tree, Pair pair, int[] labels) throws IOException {
    Optional<List<String>> own = pair.labels().get(0).names();
    if (own.isPresent()) {
      return of(own.get());
    }
    Optional<Entry> file = entry(tree, FILE, "");
    if (file.isPresent()) {
      return of(readNames(file.get()));
    }
    String name = pair.images().get(0).name().replaceFirst(".*[/\\\\]", "");
    Optional<Entry> mapping = entry(tree, MAPPING, name.replaceFirst("(?i)train.*|test.*", ""));
    if (mapping.isPresent()) {
      return readMapping(mapping.get());
    }
    if (MNIST.matcher(name).matches()) {
      return numbered(10);
    }
    int least = Arrays.stream(labels).min().orElse(0);
    int most = Arrays.stream(labels).max().orElse(0);
    if (least == 1 && most == 10) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: labels 1 to 10 are read as the digits 0 to 9",
          pair.labels().get(0).name());
      Map<Integer, Integer> shifted = new HashMap<>();
      for (int label = least; label <= most; label++) {
        shifted.put(label, label - 1);
      }
      return new Classes(LabelledImages.numbered(10), shifted);
    }
    return numbered(most + 1);
  }

  /** The classes of labels that the form, or other labels, have named. */
  int[] indices(Pair pair, int[] labels) throws BadInputException {
    int[] indices = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      Integer index = byNumber.get(labels[i]);
      if (index == null) {
        throw BadInputException.of(pair.labels().get(0).name(), "label " + i, labels[i], wanted());
      }
      indices[i] = index;
    }
    return indices;
  }

  private String wanted() {
    TreeMap<Integer, Integer> sorted = new TreeMap<>(byNumber);
    return sorted.firstKey() + " to " + sorted.lastKey();
  }

  private static Optional<Entry> entry(Tree tree, String end, String beginning) {
    List<Entry> found =
        tree.entries().stream().filter(entry -> entry.fileName().endsWith(end)).toList();
    return found.stream()
        .filter(entry -> entry.fileName().startsWith(beginning))
        .findFirst()
        .or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty());
  }

  private static List<String> lines(Entry file, String wanted) throws IOException {
    try (ByteSource source = file.open()) {
      byte[] bytes = source.stream().readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw BadInputException.of(
            file.name(), "length", "more", "at most " + MOST_BYTES + " bytes");
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      return TextFile.withoutMark(text).lines().map(String::strip).toList();
    } catch (CharacterCodingException e) {
      throw BadInputException.of(file.name(), "text", "not UTF-8", wanted);
    }
  }

  private static List<String> readNames(Entry file) throws IOException {
    String wanted = "a class name per line";
    List<String> names = lines(file, wanted);
    if (names.isEmpty() || names.contains("")) {
      int line = Math.max(1, names.indexOf("") + 1);
      throw BadInputException.of(file.name(), "line " + line, "empty", wanted);
    }
    requireDistinct(file, names);
    return names;
  }

  private static void requireDistinct(Entry file, Collection<String> names)
      throws BadInputException {
    if (new HashSet<>(names).size() < names.size()) {
      throw BadInputException.of(file.name(), "list of names", "not distinct", "each name once");
    }
  }

  /** EMNIST's mapping: a label and the codes of its characters, of which the first names it. */
  private static Classes readMapping(Entry file) throws IOException {
    String wanted = "a label and the code of a character, as in EMNIST's mapping.txt";
    SortedMap<Integer, String> names = new TreeMap<>();
    List<String> lines = lines(file, wanted);
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split("\\s+");
      try {
        if (!lines.get(i).isEmpty()) {
          names.put(Integer.valueOf(words[0]), Character.toString(Integer.parseInt(words[1])));
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw BadInputException.of(
            file.name(), "line " + (i + 1), "'" + lines.get(i) + "'", wanted);
      }
    }
    if (names.isEmpty()) {
      throw BadInputException.of(file.name(), "content", "empty", wanted);
    }
    requireDistinct(file, names.values());
    Map<Integer, Integer> byNumber = new HashMap<>();
    names.keySet().forEach(number -> byNumber.put(number, byNumber.size()));
    return new Classes(List.copyOf(names.values()), byNumber);
  }
}
