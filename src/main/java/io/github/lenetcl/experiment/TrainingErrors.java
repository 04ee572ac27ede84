package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.TrainingListener;
import io.github.lenetcl.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates the training set after each pass with the parameters that the pass ended with (the
 * trainer itself counts errors on the way, each before its update). Keeps a line of text for each
 * pass beside the run's checkpoint.
 */
final class TrainingErrors implements TrainingListener {

  private final Backend backend;
  private final Run run;
  private final Path checkpoint;
  private final Path file;

  TrainingErrors(Backend backend, Run run, Path checkpoint) {
    this.backend = backend;
    this.run = run;
    this.checkpoint = checkpoint;
    this.file = checkpoint.resolveSibling(run.name() + ".training.txt");
  }

  /** {@return the misread part of the training set after each pass, as far as it is known} */
  List<Double> read() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream().map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new BadInputException(
          file + ": " + e.getMessage() + ", wanted a number per line; delete it to begin anew", e);
    }
  }

  /** The process may have ended between a pass's checkpoint and its line here. */
  @Override
  public void started(TrainingRun begun) {
    complete(begun.pass() - 1);
  }

  @Override
  public void passFinished(PassResult result) {
    complete(result.pass());
  }

  private void complete(int pass) {
    try {
      List<Double> errors = new ArrayList<>(pass == 0 ? List.of() : read());
      if (errors.size() < pass) {
        errors.add(evaluate());
      }
      String lines = String.join("\n", errors.stream().map(String::valueOf).toList());
      AtomicFile.write(file, out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double evaluate() throws IOException {
    try (Classifier classifier = new Classifier(backend, Models.load(checkpoint))) {
      return Evaluation.of(classifier, run.training()).errorRate();
    }
  }
}
