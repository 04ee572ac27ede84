package io.github.lenetcl.cli.train;

import io.github.lenetcl.training.BestPass;
import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.io.FilenameUtils;

/**
 * Keeps the state after the best pass beside the model, so that a stopped run can go on with it.
 */
final class BestFile implements TrainingListener {

  private final Path file;
  private final BestPass best;

  /**
   * Looks on at a run, after the best pass was told of each.
   *
   * @param target the model file
   * @param best knows which pass is the best
   */
  BestFile(Path target, BestPass best) {
    this.file = file(target);
    this.best = best;
  }

  private static Path file(Path target) {
    String name = FilenameUtils.removeExtension(target.getFileName().toString());
    return target.resolveSibling(name + ".best.safetensors");
  }

  /** Returns what an earlier part of a run had kept, if it is of that run. */
  static Optional<Checkpoint> read(Path target, Checkpoint resumed) throws IOException {
    Path file = file(target);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Checkpoint kept = Checkpoint.read(file);
    int passes = kept.history().size();
    boolean same =
        kept.data().equals(resumed.data())
            && passes <= resumed.history().size()
            && kept.history().equals(resumed.history().subList(0, passes));
    return same ? Optional.of(kept) : Optional.empty();
  }

  static void delete(Path target) throws IOException {
    Files.deleteIfExists(file(target));
  }

  @Override
  public void passFinished(PassResult pass) {}

  @Override
  public void reached(Checkpoint checkpoint) {
    int pass = checkpoint.history().size();
    if (best.result().map(PassResult::pass).orElse(0) == pass) {
      try {
        checkpoint.write(file);
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": the best pass cannot be kept, " + e, e);
      }
    }
  }
}
