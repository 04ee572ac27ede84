package io.github.lenetcl.training;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log of a line for each pass, whole on disk after each of them. */
abstract sealed class LineLog implements TrainingListener permits CsvLog, JsonLinesLog {

  private final Path file;
  private final List<String> lines = new ArrayList<>();

  /** Where the file is a pipe or a device, which takes each line once and cannot be replaced. */
  private Optional<OutputStream> open = Optional.empty();

  private TrainingRun run;

  LineLog(Path file) {
    this.file = file;
  }

  /** {@return the lines before the first pass} */
  abstract List<String> head();

  /** {@return the number of the pass that a line tells of, or anything else} */
  abstract String passOf(String line);

  /** {@return a line of a file that is gone on with, as it would be written now} */
  abstract String kept(String line);

  abstract String line(PassResult result, double rate);

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be read or written
   */
  @Override
  public void started(TrainingRun begun) {
    run = begun;
    lines.clear();
    lines.addAll(head());
    try {
      if (AtomicFile.isWrittenInPlace(file)) {
        open = Optional.of(AtomicFile.openInPlace(file));
      } else if (run.resumed() && Files.exists(file)) {
        Files.readAllLines(file).stream()
            .filter(line -> isFinished(passOf(line), run.pass()))
            .map(this::kept)
            .forEach(lines::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write();
  }

  /** Whether a line tells of a pass before one; a pass that will be run again is dropped. */
  private static boolean isFinished(String number, int pass) {
    return number.matches("\\d{1,9}") && Integer.parseInt(number) < pass;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  @Override
  public void passFinished(PassResult result) {
    int total = run.trainingSamples();
    lines.add(line(result, Rates.of(run.recipe(), result.pass(), total, total)));
    write();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  @Override
  public void finished(TrainingResult result) {
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open = Optional.empty();
  }

  private void write() {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (open.isPresent()) {
        open.get().write(content);
        lines.clear();
        return;
      }
      AtomicFile.write(file, out -> out.write(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
