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
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a line of comma-separated values for each pass. A run that begins makes the file anew; one
 * that is resumed goes on with it, after the passes that were finished before.
 *
 * <p>The columns: the pass, the mean loss and the error on the training samples during the pass,
 * the error on the test set after it (both errors in per cent), the seconds of training, the
 * training samples per second, and the smallest and largest effective step size. What a run does
 * not have is left empty.
 */
public final class CsvLog implements TrainingListener {

  private static final String HEADER =
      "pass,loss,training_error_percent,test_error_percent,seconds,samples_per_second,"
          + "smallest_step,largest_step";

  private final Path file;
  private final List<String> lines = new ArrayList<>();

  /** Where the file is a pipe or a device, which takes each line once and cannot be replaced. */
  private Optional<OutputStream> open = Optional.empty();

  /**
   * A log; nothing is written before the run begins.
   *
   * @param file the file, in a folder that is there
   */
  public CsvLog(Path file) {
    this.file = file;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be read or written
   */
  @Override
  public void started(TrainingRun run) {
    lines.clear();
    lines.add(HEADER);
    if (AtomicFile.isWrittenInPlace(file)) {
      try {
        open = Optional.of(AtomicFile.openInPlace(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else if (run.resumed() && Files.exists(file)) {
      try {
        Files.readAllLines(file).stream()
            .filter(line -> isFinished(line, run.pass()))
            .forEach(lines::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    write();
  }

  /** Whether a line tells of a pass before one; a pass that will be run again is dropped. */
  private static boolean isFinished(String line, int pass) {
    String first = line.split(",", 2)[0];
    return first.matches("\\d{1,9}") && Integer.parseInt(first) < pass;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  @Override
  public void passFinished(PassResult result) {
    lines.add(
        String.join(
            ",",
            Integer.toString(result.pass()),
            format("%.6g", result.loss()),
            format("%.4f", 100 * result.trainingError()),
            result.testError().map(error -> format("%.4f", 100 * error)).orElse(""),
            format("%.3f", result.seconds()),
            format("%.1f", result.samplesPerSecond()),
            result.steps().map(steps -> format("%.3g", steps.smallest())).orElse(""),
            result.steps().map(steps -> format("%.3g", steps.largest())).orElse("")));
    write();
  }

  private static String format(String form, double value) {
    return String.format(Locale.ROOT, form, value);
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
    byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
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
