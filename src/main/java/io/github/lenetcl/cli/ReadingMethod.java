package io.github.lenetcl.cli;

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
  GRAPH("graph", (backend, model, looks, sweeping) -> new GraphReader(backend, model, looks)),
  /** A space displacement network. */
  SDNN("sdnn", (backend, model, looks, sweeping) -> new SweepReader(backend, model, sweeping));

  /** Puts a model on a device. */
  private interface Opening {
    ExplainingReader open(Backend backend, Model model, int looks, Sweeping sweeping);
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

  /** Puts a model on a device; lines are looked at so often, or swept like that. */
  ExplainingReader open(Backend backend, Model model, int looks, Sweeping sweeping) {
    return open.open(backend, model, looks, sweeping);
  }
}
