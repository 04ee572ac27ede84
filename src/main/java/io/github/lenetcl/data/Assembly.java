package io.github.lenetcl.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts images and labels together by their names, and finds what each pair is for. */
final class Assembly {
  private final Path root;
  private final Map<Part, Map<String, Piece>> images = new EnumMap<>(Part.class);
  private final Map<Part, Map<String, Piece>> labels = new EnumMap<>(Part.class);
  private final Map<Part, Map<String, Pair>> pairs = new EnumMap<>(Part.class);
  private final List<Column> unlabelled = new ArrayList<>();

  private Assembly(Path root) {
    this.root = root;
    for (Part part : Part.values()) {
      images.put(part, new LinkedHashMap<>());
      labels.put(part, new LinkedHashMap<>());
      pairs.put(part, new LinkedHashMap<>());
    }
  }

  /**
   * Puts pieces together.
   *
   * @param root what the user named, for messages
   * @param pieces in the order of their paths, so that a plain file comes before its packed copy
   */
  static Assembly of(Path root, List<Piece> pieces) throws BadInputException {
    Assembly assembly = new Assembly(root);
    for (Piece piece : pieces) {
      assembly.add(piece);
    }
    for (Part part : Part.values()) {
      assembly.join(part);
    }
    return assembly;
  }

  private void add(Piece piece) {
    Part part = Part.of(piece.path());
    String key = Part.key(piece.path());
    if (piece.labels().isPresent()) {
      pairs.get(part).putIfAbsent(key, new Pair(piece.values(), piece.labels().get()));
    } else {
      (piece.isLabels() ? labels : images).get(part).putIfAbsent(key, piece);
    }
  }

  /** Joins images with labels of like names, or the only images with the only labels. */
  private void join(Part part) throws BadInputException {
    Map<String, Piece> leftImages = images.get(part);
    Map<String, Piece> leftLabels = labels.get(part);
    for (String key : List.copyOf(leftImages.keySet())) {
      if (leftLabels.containsKey(key)) {
        join(part, key, leftImages.remove(key), leftLabels.remove(key));
      }
    }
    if (leftImages.size() == 1 && leftLabels.size() == 1) {
      String key = leftImages.keySet().iterator().next();
      join(part, key, leftImages.remove(key), leftLabels.values().iterator().next());
      leftLabels.clear();
    }
    leftImages.values().forEach(piece -> unlabelled.add(piece.values()));
  }

  private void join(Part part, String key, Piece image, Piece label) throws BadInputException {
    Pair pair = new Pair(image.values(), label.values());
    pair.requireSameCounts();
    pairs.get(part).put(key, pair);
  }

  /** {@return images that have no labels} */
  List<Column> unlabelled() {
    return unlabelled;
  }

  /** {@return labels whose images are not here} */
  List<Column> lonelyLabels() {
    return labels.values().stream()
        .flatMap(map -> map.values().stream())
        .map(Piece::values)
        .toList();
  }

  boolean isEmpty() {
    return pairs.values().stream().allMatch(Map::isEmpty);
  }

  /** {@return the images to train on: those that are called so, or else that are called nothing} */
  Optional<Pair> training() throws BadInputException {
    return only(pairs.get(Part.TRAINING).isEmpty() ? Part.UNTOLD : Part.TRAINING);
  }

  Optional<Pair> part(Part part) throws BadInputException {
    return only(part);
  }

  private Optional<Pair> only(Part part) throws BadInputException {
    Map<String, Pair> found = pairs.get(part);
    long sets = found.keySet().stream().map(Part::keyOfSet).distinct().count();
    if (sets > 1) {
      String word = part == Part.UNTOLD ? Part.TRAINING.word() : part.word();
      throw BadInputException.of(
          root,
          "what it holds",
          names(part),
          "a single pair with \""
              + word
              + "\" in its name, or a single pair; name a file, or the beginning of the names of"
              + " some, as in "
              + root.resolve(
                  // The file alone, not an array in it.
                  found
                      .values()
                      .iterator()
                      .next()
                      .name()
                      .replaceFirst(".*[/\\\\]", "")
                      .replaceFirst(": .*", "")));
    }
    return found.values().stream().reduce(Pair::with);
  }

  /** {@return the names of the images of a part} */
  String names(Part part) {
    return pairs.get(part).values().stream()
        .map(pair -> pair.name().replaceFirst(".*[/\\\\]", ""))
        .collect(Collectors.joining(", "));
  }
}
