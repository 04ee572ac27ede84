package io.github.lenetcl.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the images of a file are for, told by names. */
enum Part {
  TRAINING("train", "(?<![a-wz])(train|trn|tra$)"),
  TEST("test", "(?<![a-wz])(test|t10k|tst)|\\.(t|tes)(\\.(gz|bz2))?$"),
  VALIDATION("validation", "(?<![a-z])(validation|valid|val|dev)(?![a-z])"),
  UNTOLD("", "$^");

  /** Words that tell images from labels, or a file's make, and not which images they are. */
  private static final Set<String> KINDS =
      Set.of(
          "image", "images", "img", "imgs", "label", "labels", "lbl", "lbls", "target", "targets",
          "data", "x", "y", "idx", "idx1", "idx2", "idx3", "ubyte", "int", "gz", "bz2", "npy",
          "npz", "bin");

  private static final Pattern EXTENSION_OF_ARCHIVE =
      Pattern.compile(".*\\.(zip|tar|tgz|npz|tar\\.gz)", Pattern.CASE_INSENSITIVE);

  private final String word;
  private final Pattern sign;

  Part(String word, String sign) {
    this.word = word;
    this.sign = Pattern.compile(sign);
  }

  /** {@return what users call it in names} */
  String word() {
    return word;
  }

  /**
   * {@return what a path says, the name in the file before the file's, that before the folder's}
   */
  static Part of(String path) {
    List<String> names = Arrays.asList(path.toLowerCase(Locale.ROOT).split("/"));
    Collections.reverse(names);
    for (String name : names) {
      for (Part part : values()) {
        if (part.sign.matcher(name).find()) {
          return part;
        }
      }
    }
    return UNTOLD;
  }

  /** {@return what a folder is for, if that is all that its name says} */
  static Part ofFolder(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> TRAINING;
      case "test", "testing" -> TEST;
      case "val", "valid", "validation" -> VALIDATION;
      default -> EXTENSION_OF_ARCHIVE.matcher(name).matches() ? of(name) : UNTOLD;
    };
  }

  /** {@return what images and their labels have in common in their names} */
  static String key(String path) {
    return Arrays.stream(path.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .map(word -> word.replaceFirst("^[xy](?=train|test|val)", ""))
        .filter(word -> !word.isEmpty() && !KINDS.contains(word))
        .collect(Collectors.joining(" "));
  }

  /** {@return what the parts of one set, kept in several numbered files, have in common} */
  static String keyOfSet(String key) {
    return key.replaceAll("\\b\\d{2,}\\b( of \\d+\\b)?", "#");
  }
}
