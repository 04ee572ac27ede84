package io.github.lenetcl.cli;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.SweepReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/** The ways to read a line. */
enum ReadingMethod {
  /** Too many cuts, and the cheapest path. */
  GRAPH("graph", GraphReader::new),
  /** A space displacement network. */
  SDNN("sdnn", SweepReader::new);

  private final String standard;
  private final BiFunction<Backend, Model, ExplainingReader> open;

  ReadingMethod(String standard, BiFunction<Backend, Model, ExplainingReader> open) {
    this.standard = standard;
    this.open = open;
  }

  /** Opens a model; the bundled one that is best for this method where none is given. */
  Model model(Optional<Path> model) throws IOException {
    return ModelFiles.open(model.or(() -> Optional.of(Path.of(standard))));
  }

  /** Puts a model on a device. */
  ExplainingReader open(Backend backend, Model model) {
    return open.apply(backend, model);
  }
}
