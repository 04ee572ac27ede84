package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.options.PictureArguments;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Classifies pictures many at a time: files are read and digits found in them by all processors,
 * and the device gets the digits of all at once. Answers come in the order of the files.
 */
final class PictureBatches {
  private static final int FULL = 128;

  private final Classifier classifier;
  private final PictureFit fit;
  private final boolean upright;
  private final AnswerOutput answers;
  private final PictureArguments.Failed failed;
  private final List<Waiting> waiting = new ArrayList<>();

  /** A file that waits, or why there is none. */
  private record Waiting(String name, Optional<Path> file, Optional<IOException> failure) {}

  /** What was found in a file: the levels of its pages, and why there are no more. */
  private record Found(String name, List<Optional<byte[]>> digits, Optional<IOException> failure) {}

  PictureBatches(
      Classifier classifier,
      PictureFit fit,
      boolean upright,
      AnswerOutput answers,
      PictureArguments.Failed failed) {
    this.classifier = classifier;
    this.fit = fit;
    this.upright = upright;
    this.answers = answers;
    this.failed = failed;
  }

  void add(String name, Path file) {
    waiting.add(new Waiting(name, Optional.of(file), Optional.empty()));
  }

  /** Tells of a failure in its turn. */
  void fail(String name, IOException failure) {
    waiting.add(new Waiting(name, Optional.empty(), Optional.of(failure)));
  }

  boolean isFull() {
    return waiting.size() >= FULL;
  }

  /** Answers all that wait. */
  void flush() throws IOException {
    List<Found> found;
    try {
      found = waiting.parallelStream().map(this::find).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    waiting.clear();
    List<byte[]> digits =
        found.stream().flatMap(file -> file.digits.stream()).flatMap(Optional::stream).toList();
    List<Answer> given = digits.isEmpty() ? List.of() : classifier.classify(together(digits));
    int next = 0;
    for (Found file : found) {
      for (int page = 0; page < file.digits.size(); page++) {
        OptionalInt index = file.digits.size() > 1 ? OptionalInt.of(page) : OptionalInt.empty();
        boolean blank = file.digits.get(page).isEmpty();
        answers.answer(file.name, index, blank ? Optional.empty() : Optional.of(given.get(next++)));
      }
      if (file.failure.isPresent()) {
        failed.failure(file.name, file.failure.get());
      }
    }
  }

  private Found find(Waiting file) {
    List<Optional<byte[]>> digits = new ArrayList<>();
    if (file.failure.isPresent()) {
      return new Found(file.name, digits, file.failure);
    }
    try {
      FittedPicture.readAll(
          file.file.orElseThrow(), upright, fit, page -> digits.add(page.levels(false, fit)));
      return new Found(file.name, digits, Optional.empty());
    } catch (BadInputException e) {
      String told = e.getMessage().replace(file.file.orElseThrow().toString(), file.name);
      return new Found(file.name, digits, Optional.of(new BadInputException(told, e)));
    } catch (IOException e) {
      return new Found(file.name, digits, Optional.of(e));
    }
  }

  private LabelledImages together(List<byte[]> digits) {
    int size = fit.area();
    byte[] pixels = new byte[digits.size() * size];
    for (int i = 0; i < digits.size(); i++) {
      System.arraycopy(digits.get(i), 0, pixels, i * size, size);
    }
    int[] none = new int[digits.size()];
    return new LabelledImages(fit.rows(), fit.width(), pixels, none, LabelledImages.numbered(1));
  }
}
