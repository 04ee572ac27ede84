package io.github.lenetcl.cli;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Centers;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.CsvLog;
import io.github.lenetcl.training.NotFiniteException;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Scalings;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingListener;
import io.github.lenetcl.training.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet train}: trains a network and saves it. */
@Command(
    name = "train",
    header = "Train LeNet-5 and save the model.",
    description = {
      "After each pass a checkpoint is kept beside the model, for m.safetensors as"
          + " m.checkpoint.safetensors. Ctrl-C ends after the step in hand and keeps it too;"
          + " --resume goes on from there as if nothing had happened. Ends with the error on the"
          + " test images."
    },
    footer = {
      "",
      "Examples:",
      "  lenet train --data embedded --out digits.safetensors",
      "  lenet train --data mnist --recipe paper --out lenet5.safetensors --log lenet5.csv",
      "  lenet train --data mnist --out lenet5.safetensors --resume lenet5.checkpoint.safetensors"
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private DataOption data;

  @Option(names = "--out", paramLabel = "MODEL", required = true, description = "The model file.")
  private Path target;

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description = "Start from the parameters of this model.")
  private Optional<Path> init = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "CHECKPOINT",
      description = {
        "Go on with a run that was stopped, or that is to have more passes; its recipe, seed and"
            + " scaling are kept."
      })
  private Optional<Path> resume = Optional.empty();

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "End after this many updates.")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of all that is drawn; 1 where nothing is said.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Train on the first N training images only.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--scaling",
      paramLabel = "NAME",
      description = {
        "How grey levels become inputs: paper (-0.1 to 1.175; where nothing is said), unit (0 to"
            + " 1), ink (-0.1 or 1.175), standard (mean 0, deviation 1) or per-pixel (the same for"
            + " each pixel)."
      })
  private Optional<String> scaling = Optional.empty();

  @Mixin private DeviceOption device;

  @Option(
      names = "--log",
      paramLabel = "FILE.csv",
      description = "Write a line of CSV for each pass.")
  private Optional<Path> log = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    requireFolder(target);
    if (log.isPresent()) {
      requireFolder(log.get());
    }
    if (init.isPresent() && resume.isPresent()) {
      throw usage("--init and --resume exclude each other", Optional.empty());
    }
    Optional<Checkpoint> resumed = Optional.empty();
    if (resume.isPresent()) {
      resumed = Optional.of(Checkpoint.read(resume.get()));
    }
    DataSplit split = DataSets.open(data.source());
    LabelledImages training = split.training().first(limit.orElse(Integer.MAX_VALUE));
    try (Interruption interruption = new Interruption();
        Selection selection = device.open()) {
      TrainingDisplay display = new TrainingDisplay(out(), Terminal.isThere(), Terminal.width());
      Trainer trainer = trainer(selection.backend(), resumed, training);
      trainer
          .test(split.test())
          .checkpoint(checkpoint())
          .listen(display)
          .listen(
              new TrainingListener() {
                @Override
                public boolean stopRequested() {
                  return interruption.requested();
                }
              });
      log.map(CsvLog::new).ifPresent(trainer::listen);
      return end(train(trainer, training, display), selection.backend(), split);
    }
  }

  private Trainer trainer(Backend backend, Optional<Checkpoint> resumed, LabelledImages training)
      throws IOException {
    Trainer trainer = new Trainer(backend, recipe.recipe(resumed.map(Checkpoint::recipe)));
    Optional<Model> model = resumed.map(Checkpoint::model);
    if (init.isPresent()) {
      model = Optional.of(Models.load(init.get()));
      trainer.parameters(model.get().parameters());
    }
    trainer.network(
        model
            .map(Model::network)
            .orElseGet(() -> Network.lenet5(Centers.forClasses(training.classes()))));
    trainer.scaling(scaling(model, training));
    trainer.seed(seed.orElse(resumed.map(Checkpoint::seed).orElse(1L)));
    trainer.provenance(provenance());
    steps.ifPresent(trainer::steps);
    resumed.ifPresent(trainer::resume);
    return trainer;
  }

  private Scaling scaling(Optional<Model> model, LabelledImages training) {
    try {
      if (scaling.isEmpty() && model.isPresent()) {
        return model.get().scaling();
      }
      return Scalings.named(scaling.orElse("paper"), training);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage(), Optional.of(e));
    }
  }

  private Provenance provenance() {
    Provenance provenance = Provenance.unknown().withData(data.source());
    return limit
        .map(first -> provenance.withNote("limit", "the first " + first + " training images"))
        .orElse(provenance);
  }

  private TrainingResult train(Trainer trainer, LabelledImages training, TrainingDisplay display)
      throws IOException {
    try {
      return trainer.train(training);
    } catch (NotFiniteException e) {
      display.clear();
      e.result().checkpoint().write(checkpoint());
      out().println("the last good parameters are in " + checkpoint());
      throw e;
    }
  }

  private int end(TrainingResult result, Backend backend, DataSplit split) throws IOException {
    if (result.end() == TrainingResult.End.STOPPED) {
      out()
          .println(
              String.format(
                  Locale.ROOT,
                  "stopped in pass %d after %,d samples; this goes on:",
                  result.checkpoint().state().pass(),
                  result.checkpoint().state().done()));
      out().println("  " + commandToResume());
      out().flush();
      return 1;
    }
    Models.save(target, result.model());
    out().println("model " + target + ", checkpoint " + checkpoint());
    Optional<Tally> tested =
        result.checkpoint().state().done() == 0
            ? result.lastPass().flatMap(PassResult::test)
            : Optional.empty();
    if (tested.isPresent()) {
      out().println(ErrorRate.of(tested.get().errors(), tested.get().samples(), "test error"));
    } else if (split.test().isPresent()) {
      try (Classifier classifier = new Classifier(backend, result.model())) {
        Evaluation evaluation = Evaluation.of(classifier, split.test().get());
        out().println(ErrorRate.of(evaluation.errors(), evaluation.samples(), "test error"));
      }
    } else {
      out().println(data.source() + " holds no test images: the test error is not known");
    }
    return 0;
  }

  /** Returns this command with the checkpoint to go on from. */
  private String commandToResume() {
    List<String> args = spec.root().commandLine().getParseResult().originalArgs();
    StringBuilder command = new StringBuilder("lenet");
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--resume") || arg.equals("--init")) {
        i++;
      } else if (!arg.startsWith("--resume=") && !arg.startsWith("--init=")) {
        command.append(' ').append(arg.contains(" ") ? "'" + arg + "'" : arg);
      }
    }
    return command.append(" --resume ").append(checkpoint()).toString();
  }

  private Path checkpoint() {
    String name = target.getFileName().toString();
    return target.resolveSibling(
        name.replaceFirst("(\\.safetensors)?$", ".checkpoint.safetensors"));
  }

  /** Found out now rather than after hours of training. */
  private void requireFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw usage(file + ": there is no folder " + folder, Optional.empty());
    }
    if (Files.isDirectory(file)) {
      throw usage(file + ": is a folder, wanted a file", Optional.empty());
    }
  }

  private ParameterException usage(String message, Optional<Exception> cause) {
    return new ParameterException(spec.commandLine(), message, cause.orElse(null));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
