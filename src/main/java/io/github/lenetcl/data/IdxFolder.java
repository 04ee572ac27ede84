package io.github.lenetcl.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the pairs of IDX files in a folder by their names, and which of them is for what. */
final class IdxFolder {
  /** What the key of MNIST's own training pair looks like, see {@link #key}. */
  private static final String MNIST = "train-*-idx-ubyte";

  private static final Pattern OTHER_FORMATS =
      Pattern.compile(
          ".*\\.(png|jpe?g|gif|bmp|txt|md|csv|json|html?|zip|tar|npy|npz|part)(\\.gz)?");

  private static final String CLASS_NAMES = "classes.txt";

  private final Path folder;
  private final SortedMap<String, Path> images = new TreeMap<>();
  private final SortedMap<String, Path> labels = new TreeMap<>();

  private IdxFolder(Path folder) throws IOException {
    this.folder = folder;
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.startsWith(".") || OTHER_FORMATS.matcher(name).matches()) {
        continue;
      }
      // Sorted, X comes before X.gz, and the plain file is the faster one to read.
      if (name.contains("images")) {
        images.putIfAbsent(key(name, "images"), file);
      } else if (name.contains("labels")) {
        labels.putIfAbsent(key(name, "labels"), file);
      }
    }
  }

  /** The data in the folder, if any file in it is named like images or labels in IDX form. */
  static Optional<IdxFolder> find(Path folder) throws IOException {
    IdxFolder found = new IdxFolder(folder);
    if (found.images.isEmpty() && found.labels.isEmpty()) {
      return Optional.empty();
    }
    found.requirePartners();
    return Optional.of(found);
  }

  /**
   * What a pair's two names have in common: {@code train-*-idx-ubyte} for MNIST's, in either
   * spelling.
   */
  private static String key(String name, String what) {
    return name.replaceFirst("\\.gz$", "")
        .replaceFirst(what, "*")
        .replaceFirst("[-._]?idx[13]?", "-idx")
        .replace('_', '-');
  }

  private void requirePartners() throws BadInputException {
    requirePartners(images, labels, "labels");
    requirePartners(labels, images, "images");
  }

  private static void requirePartners(
      SortedMap<String, Path> files, SortedMap<String, Path> partners, String what)
      throws BadInputException {
    for (String key : files.keySet()) {
      if (!partners.containsKey(key)) {
        throw new BadInputException(
            files.get(key)
                + ": its "
                + what
                + " are missing, wanted a file named like it with \""
                + what
                + "\" in its name beside it");
      }
    }
  }

  /** The images to train on, from the file. */
  ImageStream streamTraining() throws IOException {
    return stream(trainingKey());
  }

  /** The images to test on, from the file, if there are any. */
  Optional<ImageStream> streamTest() throws IOException {
    Optional<String> key = testKey();
    return key.isEmpty() ? Optional.empty() : Optional.of(stream(key.get()));
  }

  private ImageStream stream(String key) throws IOException {
    return ImageStream.open(images.get(key), labels.get(key), classes(trainingKey()));
  }

  /** All of the data in memory. */
  DataSplit read() throws IOException {
    String trainingKey = trainingKey();
    List<String> classes = classes(trainingKey);
    LabelledImages training = pair(trainingKey, classes);
    Optional<String> testKey = testKey();
    if (testKey.isEmpty()) {
      return new DataSplit(training, Optional.empty());
    }
    LabelledImages test = pair(testKey.get(), classes);
    if (test.height() != training.height() || test.width() != training.width()) {
      throw BadInputException.of(
          images.get(testKey.get()),
          "image size",
          test.height() + "×" + test.width(),
          training.height() + "×" + training.width() + " as for training");
    }
    return new DataSplit(training, Optional.of(test));
  }

  private LabelledImages pair(String key, List<String> classes) throws IOException {
    return Idx.read(images.get(key), labels.get(key), classes);
  }

  private String trainingKey() throws BadInputException {
    List<String> keys = keys(IdxFolder::isTraining);
    if (keys.isEmpty()) {
      keys = keys(key -> !isTest(key));
    }
    if (keys.isEmpty()) {
      throw BadInputException.of(
          folder, "what it holds", names(keys(IdxFolder::isTest)), "files to train on as well");
    }
    return requireOne(keys, "train");
  }

  private Optional<String> testKey() throws BadInputException {
    List<String> keys = keys(key -> isTest(key) && !isTraining(key));
    return keys.isEmpty() ? Optional.empty() : Optional.of(requireOne(keys, "test"));
  }

  private static boolean isTraining(String key) {
    return key.contains("train");
  }

  private static boolean isTest(String key) {
    return key.contains("test") || key.contains("t10k");
  }

  private List<String> keys(Predicate<String> wanted) {
    return images.keySet().stream().filter(wanted).toList();
  }

  private String requireOne(List<String> keys, String part) throws BadInputException {
    if (keys.size() > 1) {
      throw BadInputException.of(
          folder,
          "what it holds",
          names(keys),
          "a single pair with \"" + part + "\" in its name, or a single pair");
    }
    return keys.get(0);
  }

  private String names(List<String> keys) {
    return keys.stream()
        .map(key -> images.get(key).getFileName().toString())
        .collect(Collectors.joining(", "));
  }

  private List<String> classes(String trainingKey) throws IOException {
    Path file = folder.resolve(CLASS_NAMES);
    if (Files.exists(file)) {
      return readClasses(file);
    }
    if (trainingKey.equals(MNIST)) {
      return DataSets.digits();
    }
    return LabelledImages.numbered(Idx.largestLabel(labels.get(trainingKey)) + 1);
  }

  private static List<String> readClasses(Path file) throws IOException {
    List<String> classes;
    try {
      classes =
          Files.readAllLines(file).stream()
              .map(line -> line.replace("\ufeff", "").strip())
              .toList();
    } catch (CharacterCodingException e) {
      throw BadInputException.of(file, "text", "not UTF-8", "a class name per line");
    }
    if (classes.isEmpty() || classes.contains("")) {
      throw BadInputException.of(
          file, "line " + Math.max(1, classes.indexOf("") + 1), "empty", "a class name per line");
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw BadInputException.of(file, "list of names", "not distinct", "each name once");
    }
    return classes;
  }
}
