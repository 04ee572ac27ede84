package io.github.lenetcl.cli;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens models as users name them: a file, or nothing for the one that comes with the program. */
final class ModelFiles {

  /** What help says of a model that need not be given. */
  static final String HELP = "A model file; without it, the model that comes with lenet-cl.";

  private static final String BUNDLED = "paper";

  private ModelFiles() {}

  static Model open(Optional<Path> file) throws IOException {
    return file.isPresent() ? Models.load(file.get()) : Models.bundled(BUNDLED);
  }

  static String name(Optional<Path> file) {
    return file.map(Path::toString).orElse("the model that comes with lenet-cl");
  }
}
