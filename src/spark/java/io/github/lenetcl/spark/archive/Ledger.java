package io.github.lenetcl.spark.archive;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.spark.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What is done, kept beside the tables. A wave counts once its list stands here, which is moved
 * into place after both its parts of the tables are whole; the parts of a wave without a list are
 * removed.
 */
final class Ledger {

  private static final String WAVE = "wave=";

  private final FileSystem files;
  private final Path output;
  private final Path own;

  Ledger(String output) throws IOException {
    this.output = new Path(output);
    this.own = new Path(this.output, "_lenet");
    this.files = this.output.getFileSystem(Storage.configuration());
  }

  /** Where the parts of a wave go. */
  Path part(Table table, int wave) {
    return new Path(table(table), "%s%05d".formatted(WAVE, wave));
  }

  Path table(Table table) {
    return new Path(output, table.toString());
  }

  /** Where the results of a wave are until they are shared out. */
  Path work() {
    return new Path(own, "work");
  }

  /** Keeps what is asked for; what is asked of an output later must be the same. */
  void require(Map<String, String> described) throws IOException {
    Path file = new Path(own, "settings");
    if (!files.exists(file)) {
      write(file, described.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
      return;
    }
    Map<String, String> kept = new LinkedHashMap<>();
    for (String line : read(file)) {
      int at = line.indexOf('=');
      kept.put(line.substring(0, Math.max(0, at)), line.substring(at + 1));
    }
    for (Map.Entry<String, String> each : described.entrySet()) {
      String before = kept.getOrDefault(each.getKey(), "none");
      if (!before.equals(each.getValue())) {
        throw BadInputException.of(
            output, each.getKey(), before, each.getValue() + "; take another folder");
      }
    }
  }

  /** {@return the keys of the units that are done} */
  Set<String> done() throws IOException {
    Set<String> keys = new HashSet<>();
    for (int wave : waves()) {
      keys.addAll(read(list(wave)));
    }
    return keys;
  }

  /** {@return the waves that are done} */
  List<Integer> waves() throws IOException {
    return numbers(new Path(own, "done"));
  }

  private List<Integer> numbers(Path folder) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    if (files.exists(folder)) {
      for (FileStatus each : files.listStatus(folder)) {
        String name = each.getPath().getName();
        if (name.matches(WAVE + "\\d{5,9}")) {
          numbers.add(Integer.parseInt(name.substring(WAVE.length())));
        }
      }
    }
    return numbers;
  }

  /** Removes what an earlier run left half done. */
  void clean() throws IOException {
    List<Integer> done = waves();
    for (Table table : Table.values()) {
      for (int wave : numbers(table(table))) {
        if (!done.contains(wave)) {
          files.delete(part(table, wave), true);
        }
      }
    }
    files.delete(work(), true);
  }

  /** Makes a wave count. */
  void finish(int wave, List<Unit> units) throws IOException {
    write(list(wave), units.stream().map(Unit::key).toList());
    files.delete(work(), true);
  }

  /** Writes a file of the output's, beside it first and moved into place when it is whole. */
  void write(String name, String text) throws IOException {
    write(new Path(output, name), List.of(text));
  }

  private Path list(int wave) {
    return new Path(own, "done/%s%05d".formatted(WAVE, wave));
  }

  private void write(Path file, List<String> lines) throws IOException {
    Path beside = file.suffix(".part");
    try (OutputStream out = files.create(beside, true)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    files.delete(file, false);
    if (!files.rename(beside, file)) {
      throw new IOException(file + ": cannot be put in place of " + beside);
    }
  }

  private List<String> read(Path file) throws IOException {
    return new String(Storage.read(file.toString()), StandardCharsets.UTF_8).lines().toList();
  }

  /** The two tables. */
  enum Table {
    /** Pictures with an answer. */
    ANSWERS,
    /** Pictures without, and the reason. */
    UNREAD;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
