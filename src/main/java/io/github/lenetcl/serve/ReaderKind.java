package io.github.lenetcl.serve;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.ExplainingReader;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.SweepReader;
import io.github.lenetcl.reading.Sweeping;

/**
 * A way to read lines.
 *
 * @param swept whether the network is swept over the line, or else the line is cut
 * @param looks how often a line in doubt is looked at
 */
record ReaderKind(boolean swept, int looks) {

  /** Finds what a request asks for; each kind takes memory on the device, so that there are few. */
  static ReaderKind of(Request request) {
    String method = request.query("method").orElse("graph");
    if (!method.equals("graph") && !method.equals("sdnn")) {
      throw Problem.bad("query: method is \"" + method + "\", wanted graph or sdnn");
    }
    int looks = request.count("looks", LineReader.MOST_LOOKS, LineReader.MOST_LOOKS);
    if (looks != 1 && looks != LineReader.MOST_LOOKS) {
      throw Problem.bad(
          "query: looks is \"%d\", wanted 1 or %d".formatted(looks, LineReader.MOST_LOOKS));
    }
    return new ReaderKind(method.equals("sdnn"), looks);
  }

  /** The bundled model that is the best for it. */
  String model() {
    return swept ? "sdnn" : "graph";
  }

  ExplainingReader open(Backend backend, Model model) {
    return swept
        ? new SweepReader(
            backend, model, new Sweeping(Sweeping.ONCE.scales(), Sweeping.ONCE.heights(), looks))
        : new GraphReader(backend, model, looks);
  }
}
