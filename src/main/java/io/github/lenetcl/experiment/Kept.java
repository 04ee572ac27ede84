package io.github.lenetcl.experiment;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.training.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measurements of trained networks, each kept in a small file of the lab's folder: a line that says
 * what was measured, then a number on each line.
 */
final class Kept {

  private final Path folder;

  Kept(Lab lab) {
    this.folder = lab.folder().resolve("measurements");
  }

  /** {@return what tells the measurement of a model on some images from others} */
  static String subject(Model model, LabelledImages images) {
    return "model %08x, %s"
        .formatted(Arrays.hashCode(model.parameters()), Checkpoint.fingerprint(images));
  }

  /**
   * Measures, or reads what was measured before.
   *
   * @param name the name of the file
   * @param subject what is measured
   * @param work what measures it
   * @throws UncheckedIOException if the file cannot be read or written, or is of another subject
   */
  List<Double> measure(String name, String subject, Supplier<List<Double>> work) {
    Path file = folder.resolve(name + ".txt");
    try {
      if (Files.exists(file)) {
        return read(file, subject);
      }
      List<Double> values = work.get();
      Files.createDirectories(folder);
      AtomicFile.write(
          file, out -> out.write(lines(subject, values).getBytes(StandardCharsets.UTF_8)));
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Double> read(Path file, String subject) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(subject)) {
      throw BadInputException.of(
          file,
          "subject",
          lines.isEmpty() ? "none" : lines.get(0),
          subject + "; take another folder");
    }
    return lines.subList(1, lines.size()).stream().map(Double::valueOf).toList();
  }

  private static String lines(String subject, List<Double> values) {
    List<String> lines = new ArrayList<>(List.of(subject));
    values.forEach(value -> lines.add(value.toString()));
    return String.join("\n", lines) + "\n";
  }
}
