package io.github.lenetcl.experiment;

import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.NotFiniteException;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trainings, each kept in a checkpoint file. A finished one is read, one that was cut off goes on
 * from its last pass, bit for bit as if it had not been; a checkpoint of a training that was set
 * otherwise is refused.
 */
final class Runs {

  private final Lab lab;
  private final Path folder;

  Runs(Lab lab) {
    this.lab = lab;
    this.folder = lab.folder().resolve("runs");
  }

  /**
   * Trains, or reads what was trained before.
   *
   * @throws StoppedException if the lab was asked to stop
   * @throws UncheckedIOException if a file cannot be read or written
   * @throws IllegalArgumentException if the file kept is of another training
   */
  Trained train(Run run) {
    try {
      Files.createDirectories(folder);
      return go(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      if (!Files.exists(file(run))) {
        throw e;
      }
      throw new IllegalArgumentException(
          "%s: %s; choose another folder".formatted(file(run), e.getMessage()), e);
    }
  }

  private Trained go(Run run) throws IOException {
    Path file = file(run);
    Path divergence = folder.resolve(run.name() + ".diverged");
    Trainer trainer =
        new Trainer(lab.backend(), run.recipe())
            .network(run.network())
            .seed(run.seed())
            .test(run.test())
            .checkpoint(file);
    TrainingErrors errors = new TrainingErrors(lab.backend(), run, file);
    boolean finished = false;
    if (Files.exists(file)) {
      Checkpoint kept = Checkpoint.read(file);
      requireSame(kept, run);
      if (Files.exists(divergence)) {
        return new Trained(kept, errors.read(), true);
      }
      trainer.resume(kept);
      finished = kept.history().size() == run.recipe().settings().passes();
    }
    if (!finished) {
      trainer.listen(lab.listener());
    }
    if (run.watched()) {
      trainer.listen(errors);
    }
    try {
      TrainingResult result = trainer.train(run.training());
      if (result.end() == TrainingResult.End.STOPPED) {
        throw new StoppedException(run.name());
      }
      return new Trained(result.checkpoint(), errors.read(), false);
    } catch (NotFiniteException e) {
      e.result().checkpoint().write(file);
      Files.writeString(divergence, e.getMessage() + "\n");
      return new Trained(e.result().checkpoint(), errors.read(), true);
    }
  }

  /** {@return whether a training has come to its end, good or bad} */
  boolean isFinished(Run run) {
    Path file = file(run);
    try {
      return Files.exists(file)
          && (Files.exists(folder.resolve(run.name() + ".diverged"))
              || Checkpoint.read(file).history().size() == run.recipe().settings().passes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Run run) {
    return folder.resolve(run.name() + ".safetensors");
  }

  /** The trainer compares all else, but lets a finished run have more passes than are wanted. */
  private static void requireSame(Checkpoint kept, Run run) {
    int had = kept.recipe().settings().passes();
    int wanted = run.recipe().settings().passes();
    if (had != wanted) {
      throw new IllegalArgumentException("made for %d passes, wanted %d".formatted(had, wanted));
    }
  }
}
