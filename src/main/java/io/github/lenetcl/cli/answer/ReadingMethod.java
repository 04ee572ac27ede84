package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.SweepReader;
import io.github.lenetcl.reading.Sweeping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The ways to read a line. */
enum ReadingMethod {
  /** Too many cuts, and the cheapest path. */
  GRAPH("graph", (backend, model, how) -> new GraphReader(backend, model, how.looks())),
  /** A space displacement network. */
  SDNN("sdnn", SweepReader::new);

  /** Puts a model on a device. */
  private interface Opening {
    ExplainingReader open(Backend backend, Model model, Sweeping how);
  }

  private final String standard;
  private final Opening open;

  ReadingMethod(String standard, Opening open) {
    this.standard = standard;
    this.open = open;
  }

  /** Opens a model; the bundled one that is best for this method where none is given. */
  Model model(Optional<Path> model) throws IOException {
    return ModelFiles.open(model.or(() -> Optional.of(Path.of(standard))));
  }

  /** Returns what a caption calls the model: as the user does. */
  String caption(Optional<Path> model) {
    return model.map(Path::toString).orElse(standard);
  }

  /** Puts a model on a device; of how lines are swept, the graph takes the looks. */
  ExplainingReader open(Backend backend, Model model, Sweeping how) {
    return open.open(backend, model, how);
  }
}
