package io.github.lenetcl.cli.train;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.serve.Service;
import io.github.lenetcl.serve.ServiceOptions;
import io.github.lenetcl.serve.TrainingFeed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The page that shows a training, as long as it runs, if it was asked for. */
final class Watching implements AutoCloseable {

  /** Images of which the misread ones are shown. */
  private static final int SHOWN = 2000;

  private static final Watching NONE = new Watching(Optional.empty(), List.of());

  private final Optional<TrainingFeed> feed;
  private final List<AutoCloseable> held;

  private Watching(Optional<TrainingFeed> feed, List<AutoCloseable> held) {
    this.feed = feed;
    this.held = held;
  }

  /**
   * Begins to show a training. What is drawn on the page is read by a bundled model, on the CPU.
   */
  static Watching begin(
      Optional<Integer> port, Backend backend, LabelledImages images, CommandSpec spec)
      throws IOException {
    if (port.isEmpty()) {
      return NONE;
    }
    ServiceOptions options;
    try {
      options = ServiceOptions.USUAL.withPort(port.get());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--watch: " + e.getMessage(), e);
    }
    TrainingFeed feed =
        new TrainingFeed(images.first(SHOWN), (model, shown) -> classify(backend, model, shown));
    Selection cpu = Backends.open("cpu");
    try {
      String drawn = Models.BUNDLED.get(0);
      Service service = new Service(drawn, Models.bundled(drawn), cpu, options, Optional.of(feed));
      spec.commandLine().getErr().println("watch at " + service.address());
      return new Watching(Optional.of(feed), List.of(feed::awaitSeen, service, cpu));
    } catch (IOException | RuntimeException e) {
      cpu.close();
      throw e;
    }
  }

  private static List<Answer> classify(Backend backend, Model model, LabelledImages images) {
    try (Classifier classifier = new Classifier(backend, model)) {
      return classifier.classify(images);
    }
  }

  /** What the training tells. */
  Optional<TrainingFeed> feed() {
    return feed;
  }

  @Override
  public void close() {
    for (AutoCloseable each : held) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
