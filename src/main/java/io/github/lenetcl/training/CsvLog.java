package io.github.lenetcl.training;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a line of comma-separated values for each pass. A run that begins makes the file anew; one
 * that is resumed goes on with it, after the passes that were finished before.
 *
 * <p>The columns are those of {@link PassColumns}; what a run does not have is left empty.
 */
public final class CsvLog extends LineLog {

  /**
   * A log; nothing is written before the run begins.
   *
   * @param file the file, in a folder that is there
   */
  public CsvLog(Path file) {
    super(file);
  }

  @Override
  List<String> head() {
    return List.of(String.join(",", PassColumns.NAMES));
  }

  /** A file of an older edition has fewer columns, the same in the same order. */
  @Override
  String kept(String line) {
    long missing = PassColumns.NAMES.size() - line.chars().filter(c -> c == ',').count() - 1;
    return line + ",".repeat((int) Math.max(0, missing));
  }

  @Override
  String passOf(String line) {
    return line.split(",", 2)[0];
  }

  @Override
  String line(PassResult result, double rate) {
    return PassColumns.of(result, rate).values().stream()
        .map(value -> value.orElse(""))
        .collect(Collectors.joining(","));
  }
}
