package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.options.NetworkOption;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.NewClasses;
import io.github.lenetcl.training.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a training starts from, where it is not drawn: a model, or a run that was stopped. */
final class StartOptions {

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description =
          "Start from the parameters of this model: a file, or best, paper, ink, graph or sdnn. The"
              + " classes of the data are found among its own by their names.")
  private Optional<Path> init = Optional.empty();

  @Option(
      names = "--new-classes",
      description =
          "With --init: keep its layers but the last, which is drawn anew for the classes of the"
              + " data, whatever they are.")
  private boolean newClasses;

  @Option(
      names = "--resume",
      paramLabel = "CHECKPOINT",
      description = {
        "Go on with a run that was stopped; its recipe, seed and scaling are kept. With more"
            + " --epochs it goes on after its end, where the rate does not depend on their number:"
            + " recipes paper, sgd, and descent at a constant rate. Others, such as fast, start"
            + " again from the model, with --init."
      })
  private Optional<Path> resume = Optional.empty();

  /** Refuses what cannot be together. */
  void require(NetworkOption network, Path target, CommandSpec spec) {
    if (init.isPresent() && resume.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--init and --resume exclude each other");
    }
    if (newClasses && init.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--new-classes is for --init MODEL, whose layers are kept");
    }
    if (network.isGiven() && (init.isPresent() || resume.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--network excludes --init and --resume, which have a network");
    }
    init.ifPresent(file -> OutputFiles.requireCheckpointApart("--init", file, target, spec));
  }

  /** Returns whether a model was named. */
  boolean isModel() {
    return init.isPresent();
  }

  /** Returns the state of the run to go on with. */
  Optional<Checkpoint> checkpoint() throws IOException {
    return resume.isPresent() ? Optional.of(Checkpoint.read(resume.get())) : Optional.empty();
  }

  /** Returns the model that was named, or that of the run to go on with. */
  Optional<Model> model(Optional<Checkpoint> resumed) throws IOException {
    return init.isPresent() ? Optional.of(ModelFiles.open(init)) : resumed.map(Checkpoint::model);
  }

  /**
   * Returns the data with its classes in the model's order.
   *
   * @param model the one to start from
   */
  DataSplit inOrder(DataSplit data, Optional<Model> model) throws IOException {
    if (newClasses || model.isEmpty()) {
      return data;
    }
    String source = init.map(file -> "--init " + file).orElseGet(() -> "--resume " + resume.get());
    return ClassOrder.of(model.get(), source, data);
  }

  /**
   * Returns the model to start from with other classes, where that was asked for.
   *
   * @param seed by which a new last layer is drawn
   */
  Optional<Model> withClasses(
      Optional<Model> model, List<String> classes, long seed, CommandSpec spec) {
    return newClasses ? model.map(kept -> renewed(kept, classes, seed, spec)) : model;
  }

  private Model renewed(Model model, List<String> classes, long seed, CommandSpec spec) {
    try {
      return NewClasses.of(
          model, classes, Preset.of("model", model.network()).recipe().settings().start(), seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--init " + init.orElseThrow() + ": " + e.getMessage(), e);
    }
  }
}
