package io.github.lenetcl.cli;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens models as users name them: a file, or one of those that come with the program. */
final class ModelFiles {

  /** What help says of a model that need not be given. */
  static final String HELP =
      "A model file, or best, paper, graph or sdnn: those that come with lenet-cl, trained on MNIST by the"
          + " recipes of these names. best where none is given.";

  private ModelFiles() {}

  /** Opens a model: a file of that name goes before the model of that name. */
  static Model open(Optional<Path> model) throws IOException {
    Optional<String> bundled = bundled(model);
    return bundled.isPresent() ? Models.bundled(bundled.get()) : Models.load(model.orElseThrow());
  }

  /** Returns what to call a model. */
  static String name(Optional<Path> model) {
    return bundled(model).map(name -> "bundled model " + name).orElseGet(() -> "" + model.get());
  }

  private static Optional<String> bundled(Optional<Path> model) {
    if (model.isEmpty()) {
      return Optional.of(Models.BUNDLED.get(0));
    }
    return Optional.of(model.get().toString())
        .filter(Models.BUNDLED::contains)
        .filter(name -> Files.notExists(Path.of(name)));
  }
}
