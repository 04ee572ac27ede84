package io.github.lenetcl.cli.options;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens models as users name them: a file, or one of those that come with the program. */
public final class ModelFiles {

  /** What help says of a model that need not be given. */
  public static final String HELP =
      "A model file, or best, paper, ink, graph or sdnn, which come with lenet-cl: best and paper trained"
          + " on MNIST by the recipes of these names, ink on digits of other hands and in photographs"
          + " too. best where none is given.";

  /** The same where pictures are read. */
  public static final String HELP_FOR_PICTURES =
      "A model file, or best, paper or ink, which come with lenet-cl: trained on MNIST, ink on digits of"
          + " other hands and in photographs too. Where none is given, ink reads pictures and best the"
          + " normalised images of IDX files.";

  private static final String FOR_PICTURES = "ink";

  private ModelFiles() {}

  /** Opens a model: a file of that name goes before the model of that name. */
  public static Model open(Optional<Path> model) throws IOException {
    Optional<String> bundled = bundled(model);
    return bundled.isPresent() ? Models.bundled(bundled.get()) : Models.load(model.orElseThrow());
  }

  /** Opens the model for pictures: where none is named, the one that knows other ink. */
  public static Model openForPictures(Optional<Path> model) throws IOException {
    return model.isPresent() ? open(model) : Models.bundled(FOR_PICTURES);
  }

  /** Returns what to call a model. */
  public static String name(Optional<Path> model) {
    return bundled(model).map(name -> "bundled model " + name).orElseGet(() -> "" + model.get());
  }

  /** Returns what a caption calls the model for pictures: as the user does. */
  public static String captionForPictures(Optional<Path> model) {
    return model.map(Path::toString).orElse(FOR_PICTURES);
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
