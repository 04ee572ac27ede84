package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.FitOption;
import io.github.lenetcl.cli.options.NetworkOption;
import io.github.lenetcl.cli.terminal.ErrorRate;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.Interruption;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.cli.terminal.Terminal;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.serve.TrainingFeed;
import io.github.lenetcl.training.BestPass;
import io.github.lenetcl.training.Checkpoint;
import io.github.lenetcl.training.NotFiniteException;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Preset;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.Scalings;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet train}: trains a network and saves it. */
@Command(
    name = "train",
    header = "Train LeNet-5, or another network, and save the model.",
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
      "  lenet train --data mnist --validation-split 0.1 --watch --out lenet5.safetensors",
      "  lenet train --data mnist --also my-digits --out both.safetensors",
      "  lenet train --data mnist --network lenet-keras --out keras.safetensors",
      "  lenet train --data mnist --network mine.json --optimizer adam --out mine.safetensors",
      "  lenet train --data mnist --out lenet5.safetensors --resume lenet5.checkpoint.safetensors"
    })
public final class TrainCommand implements Callable<Integer> {

  @Mixin private TrainingDataOptions data;

  @Option(names = "--out", paramLabel = "MODEL", required = true, description = "The model file.")
  private Path target;

  @Mixin private StartOptions start;

  @Mixin private NetworkOption network;

  @Mixin private RecipeOptions recipe;

  @Mixin private ValidationOptions validation;

  @Mixin private FitOption fit;

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
      names = "--scaling",
      paramLabel = "NAME",
      description = {
        "How grey levels become inputs; that of the network where nothing is said: paper (-0.1 to"
            + " 1.175; LeNet-5's), unit (0 to 1), ink (-0.1 or 1.175), standard (mean 0, deviation 1) or per-pixel (the same for"
            + " each pixel)."
      })
  private Optional<String> scaling = Optional.empty();

  @Mixin private DeviceOption device;

  @Option(
      names = "--average",
      paramLabel = "MODEL",
      description = {
        "Keep the mean of the parameters after training and those of this model, such as the one of"
            + " --init: what was learned last then costs less of what was known."
      })
  private Optional<Path> average = Optional.empty();

  @Option(
      names = "--log",
      paramLabel = "LOG",
      description =
          "Write what each pass gave: FILE.csv, FILE.jsonl, or a folder with a file for TensorBoard;"
              + " may be given again.")
  private List<Path> logs = List.of();

  @Option(
      names = "--watch",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "8080",
      description =
          "Show the training on a page of this machine, at port 8080 where none is said; it can be"
              + " ended there too.")
  private Optional<Integer> watch = Optional.empty();

  @Spec private CommandSpec spec;

  private BooleanSupplier stop = () -> false;

  /** Sets what ends the run as Ctrl-C does. */
  void stopWhen(BooleanSupplier asked) {
    stop = asked;
  }

  private PictureFit fitted = PictureFit.DIGITS;

  @Override
  public Integer call() throws IOException {
    OutputFiles.require(target, spec);
    logs.forEach(each -> TrainingLogs.require(each, spec));
    start.require(network, target, spec);
    logs.forEach(each -> OutputFiles.requireCheckpointApart("--log", each, target, spec));
    Optional<Checkpoint> resumed = start.checkpoint();
    try (DeviceOption.Opening opening = device.begin()) {
      Optional<Model> model = start.model(resumed);
      DataSplit opened = start.inOrder(data.open(fit(model)), model);
      DataSplit split = validation.applyTo(opened, seed(resumed), spec);
      Selection selection = opening.await();
      try (Interruption interruption = new Interruption()) {
        return train(selection.backend(), resumed, model, split, interruption);
      }
    }
  }

  private long seed(Optional<Checkpoint> resumed) {
    return seed.orElse(resumed.map(Checkpoint::seed).orElse(1L));
  }

  /** Returns how pictures are brought to the network that is to be trained. */
  private PictureFit fit(Optional<Model> model) throws IOException {
    fitted =
        model.isPresent()
            ? fit.fit(model.get())
            : fit.fit(
                network
                    .preset(LabelledImages.numbered(10), spec)
                    .orElseGet(() -> Preset.named("lenet5", LabelledImages.numbered(10)))
                    .network()
                    .input(),
                Optional.empty());
    return fitted;
  }

  private int train(
      Backend backend,
      Optional<Checkpoint> resumed,
      Optional<Model> model,
      DataSplit split,
      Interruption interruption)
      throws IOException {
    LabelledImages training = split.training();
    Optional<LabelledImages> chosenBy = split.validation();
    BestPass best = new BestPass(validation.patience());
    TrainingDisplay display =
        new TrainingDisplay(
            out(),
            Terminal.isThere(),
            Terminal.width(),
            () -> interruption.requested() || stop.getAsBoolean());
    Trainer trainer = trainer(backend, resumed, model, training);
    ClassCounts.of(training).print(spec.commandLine());
    trainer.checkpoint(OutputFiles.checkpointOf(target)).listen(display);
    if (chosenBy.isPresent()) {
      trainer.validation(chosenBy).listen(best).listen(new BestFile(target, best));
      if (resumed.isPresent()) {
        BestFile.read(target, resumed.get()).ifPresent(best::goOn);
      }
    } else {
      trainer.test(split.test());
    }
    logs.forEach(each -> trainer.listen(TrainingLogs.of(each)));
    LabelledImages shown = chosenBy.or(split::test).orElse(training);
    TrainingResult result;
    boolean over;
    try (Watching watching = Watching.begin(watch, backend, shown, spec)) {
      watching.feed().ifPresent(trainer::listen);
      result = train(trainer, training, display);
      over =
          chosenBy.isPresent()
              && best.isOver()
              && !interruption.requested()
              && !watching.feed().map(TrainingFeed::stopRequested).orElse(false);
    }
    return result.end() == TrainingResult.End.STOPPED && !over
        ? stopped(result.checkpoint())
        : finished(result, backend, split, best);
  }

  private Trainer trainer(
      Backend backend, Optional<Checkpoint> resumed, Optional<Model> from, LabelledImages training)
      throws IOException {
    long drawn = seed(resumed);
    Optional<Model> model = start.withClasses(from, training.classes(), drawn, spec);
    Preset preset = preset(model, training);
    Trainer trainer =
        new Trainer(backend, recipe(resumed.map(Checkpoint::recipe), preset.recipe()));
    trainer.network(preset.network()).scaling(scaling(preset, training));
    if (start.isModel()) {
      trainer.parameters(model.orElseThrow().parameters());
    }
    trainer.seed(drawn);
    trainer.provenance(data.provenance().withNote(FitOption.NOTE, fitted.way().toString()));
    steps.ifPresent(trainer::steps);
    resumed.ifPresent(trainer::resume);
    return trainer;
  }

  /** Returns the network, and how it is trained where nothing else is said. */
  private Preset preset(Optional<Model> model, LabelledImages training) throws IOException {
    if (model.isPresent()) {
      Preset preset = Preset.of("model", model.get().network());
      return new Preset(preset.name(), preset.network(), preset.recipe(), model.get().scaling());
    }
    List<String> classes = training.classes();
    return network.preset(classes, spec).orElseGet(() -> Preset.named("lenet5", classes));
  }

  private Recipe recipe(Optional<Recipe> resumed, Recipe usual) {
    try {
      return recipe.recipe(resumed, usual);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Scaling scaling(Preset preset, LabelledImages training) {
    if (scaling.isEmpty()) {
      return preset.scaling();
    }
    try {
      return Scalings.named(scaling.get(), training);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private TrainingResult train(Trainer trainer, LabelledImages training, TrainingDisplay display)
      throws IOException {
    try {
      return trainer.train(training);
    } catch (NotFiniteException e) {
      display.clear();
      Path checkpoint = OutputFiles.checkpointOf(target);
      e.result().checkpoint().write(checkpoint);
      out().println("the last good parameters are in " + checkpoint);
      throw e;
    }
  }

  private int stopped(Checkpoint checkpoint) {
    out()
        .println(
            String.format(
                Locale.ROOT,
                "stopped in pass %d after %,d samples; this goes on:",
                checkpoint.state().pass(),
                checkpoint.state().done()));
    List<String> args = spec.root().commandLine().getParseResult().originalArgs();
    out().println("  " + ResumeLine.of(spec, args, OutputFiles.checkpointOf(target)));
    out().flush();
    return 1;
  }

  private int finished(TrainingResult result, Backend backend, DataSplit split, BestPass best)
      throws IOException {
    Optional<BestPass> choice =
        Optional.of(best).filter(any -> split.validation().isPresent() && validation.keepsBest());
    FinishedTraining finished = new FinishedTraining(result, choice, average);
    finished.bestPass().ifPresent(pass -> out().println(told(pass)));
    Model model = finished.model();
    Optional<ErrorRate> error = Optional.empty();
    if (split.test().isPresent()) {
      error = Optional.of(finished.testError(model, backend, split));
      model = withTestError(model, error.get().rate());
    }
    Models.save(target, model);
    BestFile.delete(target);
    String kept = "model " + target + ", checkpoint " + OutputFiles.checkpointOf(target);
    out().println(EscapingWriter.escaped(kept));
    out()
        .println(
            error
                .map(rate -> "test error " + rate)
                .orElse(data.source() + " holds no test images: the test error is not known"));
    return 0;
  }

  private static String told(PassResult best) {
    ErrorRate error = ErrorRate.of(best.validation().orElseThrow());
    return "the best pass was " + best.pass() + ", validation error " + error;
  }

  private static Model withTestError(Model model, double error) {
    return new Model(
        model.network(),
        model.parameters(),
        model.classes(),
        model.scaling(),
        model.provenance().withTestError(error));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
