package io.github.lenetcl.cli.measure;

import io.github.lenetcl.cli.options.DataOption;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.terminal.Interruption;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.Terminal;
import io.github.lenetcl.cli.train.RecipeOptions;
import io.github.lenetcl.cli.train.TrainingDisplay;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.experiment.Experiment;
import io.github.lenetcl.experiment.Lab;
import io.github.lenetcl.experiment.StoppedException;
import io.github.lenetcl.training.PaperRecipe;
import io.github.lenetcl.training.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet experiment}: runs one of the paper's experiments again. */
@Command(
    name = "experiment",
    header = "Run an experiment of the paper and set the figures side by side.",
    description = {
      "Writes NAME.md, NAME.png and NAME.csv into the folder. Finished work is kept in its folder"
          + " 'runs': a run that was stopped or killed goes on with the same command, and"
          + " experiments in the same folder share what they train.",
      "With MNIST, on two cores with vector instructions: curve, mistakes, reject and noise take a"
          + " minute or two for each seed, which they share in one folder; size some five minutes"
          + " for each; reading and confidence, which train nothing, some minutes; methods and"
          + " batching, and curve with recipe best, a quarter of an hour and more. --epochs and"
          + " --limit make them short.",
    },
    footer = {
      "",
      "Examples:",
      "  lenet experiment curve --data mnist --out figures --seeds 3",
      "  lenet experiment mistakes --data embedded --out figures --epochs 4"
    })
public final class ExperimentCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      description = "One of: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private String name;

  @Mixin private DataOption data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where results go; made if it is not there.")
  private Path folder;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      converter = Numbers.Count.class,
      description = "Train with the seeds 1 to N; ${DEFAULT-VALUE} where nothing is said.")
  private int seeds;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      converter = RecipeOptions.ByName.class,
      description = "How LeNet-5 is trained; paper where nothing is said.")
  private Recipe recipe = new PaperRecipe();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Passes of each training, to scale an experiment down.")
  private Optional<Integer> passes = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Take the first N training and test images only.")
  private Optional<Integer> limit = Optional.empty();

  @Mixin private DeviceOption device;

  @Spec private CommandSpec spec;

  /** The names of all experiments. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Experiment.all().stream().map(Experiment::name).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Experiment experiment = experiment();
    DataSplit split = DataSets.open(data.source());
    LabelledImages test =
        split
            .test()
            .orElseThrow(
                () -> new BadInputException(data.source() + ": no test images, wanted some"));
    int most = limit.orElse(Integer.MAX_VALUE);
    try (Interruption interruption = new Interruption();
        Selection selection = device.open()) {
      TrainingDisplay display =
          new TrainingDisplay(out(), Terminal.isThere(), Terminal.width(), interruption::requested);
      Lab lab =
          new Lab(
              split.training().first(most),
              test.first(most),
              selection.backend(),
              folder,
              seeds,
              recipe,
              passes.map(OptionalInt::of).orElseGet(OptionalInt::empty),
              display,
              commandLine());
      out().println(experiment.name() + ": " + experiment.summary());
      experiment.report(lab).write(folder).forEach(out()::println);
      return 0;
    } catch (StoppedException e) {
      out().println(e.getMessage());
      return 1;
    }
  }

  private Experiment experiment() {
    try {
      return Experiment.named(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Returns the command as others may type it: with folders by their last name. */
  private String commandLine() {
    List<String> args = spec.root().commandLine().getParseResult().originalArgs();
    return "lenet "
        + String.join(
            " ", args.stream().map(arg -> arg.replaceFirst(".*[/\\\\](?=[^/\\\\])", "")).toList());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
