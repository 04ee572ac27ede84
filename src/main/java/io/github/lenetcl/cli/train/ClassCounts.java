package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.data.LabelledImages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/**
 * How many training images each class has.
 *
 * @param classes the names of the classes
 * @param counts the images of each
 */
record ClassCounts(List<String> classes, List<Integer> counts) {

  /** With more classes than this, only the range is told. */
  private static final int MOST_NAMED = 20;

  /**
   * Where a class has so many times as many images as another, the smaller one is learned badly.
   */
  private static final int UNEVEN = 10;

  static ClassCounts of(LabelledImages images) {
    int[] counts = new int[images.classes().size()];
    for (int label : images.labels()) {
      counts[label]++;
    }
    return new ClassCounts(images.classes(), IntStream.of(counts).boxed().toList());
  }

  /** Tells the counts and, apart, that they are uneven. */
  void print(CommandLine command) {
    command.getOut().println(text());
    if (isUneven()) {
      command.getErr().println(warning());
    }
    command.getOut().flush();
  }

  String text() {
    if (classes.size() > MOST_NAMED) {
      return "images of each of %d classes: %d to %d".formatted(classes.size(), least(), most());
    }
    return "images of each class: "
        + IntStream.range(0, classes.size())
            .mapToObj(i -> name(i) + " " + counts.get(i))
            .collect(Collectors.joining(", "));
  }

  boolean isUneven() {
    return (long) UNEVEN * least() < most();
  }

  String warning() {
    return String.format(
        Locale.ROOT,
        "warning: class %s has %d images and %s %d, more than %d times as many;"
            + " --class-weights balanced counts all classes alike, and --distort makes more of few"
            + " images that may be turned or shifted",
        name(counts.indexOf(least())),
        least(),
        name(counts.indexOf(most())),
        most(),
        UNEVEN);
  }

  private String name(int label) {
    return EscapingWriter.escaped(classes.get(label));
  }

  private int least() {
    return counts.stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  private int most() {
    return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
