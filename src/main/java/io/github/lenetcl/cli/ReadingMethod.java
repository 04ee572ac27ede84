package io.github.lenetcl.cli;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.SweepReader;
import java.util.function.BiFunction;

/** The ways to read a line. */
enum ReadingMethod {
  /** Too many cuts, and the cheapest path. */
  GRAPH(GraphReader::new),
  /** A space displacement network. */
  SDNN(SweepReader::new);

  private final BiFunction<Backend, Model, ExplainingReader> open;

  ReadingMethod(BiFunction<Backend, Model, ExplainingReader> open) {
    this.open = open;
  }

  /** Puts a model on a device. */
  ExplainingReader open(Backend backend, Model model) {
    return open.apply(backend, model);
  }
}
