package io.github.lenetcl.spark.sweep;

import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.experiment.Experiment;
import io.github.lenetcl.experiment.Lab;
import io.github.lenetcl.experiment.Sweep;
import io.github.lenetcl.spark.SparkCommand;
import io.github.lenetcl.spark.TaskDevices;
import io.github.lenetcl.training.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;

/** {@code lenet-sweep}: {@code spark-submit --class …LenetSweep lenet-cl-spark.jar}. */
@Command(
    name = "lenet-sweep",
    header = "Run an experiment of the paper, each training a task of Spark.",
    description = {
      "Writes what lenet experiment writes, bit for bit where executors and driver have the same kind"
          + " of device. Each training that ends is kept in the folder 'runs': the same command again"
          + " does what is missing. A training takes all cores: set spark.task.cpus to the cores of an"
          + " executor."
    },
    sortOptions = false)
public final class LenetSweep implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "curve, size, mistakes, methods, reject or noise.")
  private String name = "";

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      required = true,
      description =
          "The training and test images, where the driver is, as lenet experiment takes them.")
  private String data = "";

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where results go, where the driver is.")
  private Path folder = Path.of("");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Train with the seeds 1 to N; ${DEFAULT-VALUE} where nothing is said.")
  private int seeds;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "paper",
      description =
          "How LeNet-5 is trained; ${DEFAULT-VALUE} where nothing is said. Several, with commas"
              + " between, are spread together, and reported each in a folder of its name.")
  private List<String> recipes = List.of();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "0",
      description = "Passes of each training; the recipe's where nothing is said.")
  private int passes;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "0",
      description = "Take the first N training and test images only; all where nothing is said.")
  private int limit;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "The device; auto, the GPU that Spark assigns or else the CPU, where none is named.")
  private String device = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell this.")
  private boolean help;

  @Spec private CommandSpec spec;

  private final Supplier<SparkSession> spark;

  LenetSweep(Supplier<SparkSession> spark) {
    this.spark = spark;
  }

  /**
   * Runs the command.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    SparkCommand.run(LenetSweep::new, args);
  }

  @Override
  public Integer call() throws IOException {
    requireKnown();
    DataSplit split = DataSets.open(data);
    int most = limit == 0 ? Integer.MAX_VALUE : limit;
    LabelledImages training = split.training().first(most);
    LabelledImages test =
        split
            .test()
            .orElseThrow(() -> new BadInputException(data + ": no test images, wanted some"))
            .first(most);
    try (Selection own = TaskDevices.open(device)) {
      Map<SweepSettings, Lab> labs = new LinkedHashMap<>();
      List<Training> missing = new ArrayList<>();
      for (String recipe : recipes) {
        SweepSettings settings = settings(recipe);
        Lab lab = settings.lab(training, test, own.backend(), folder(recipe), result -> {});
        labs.put(settings, lab);
        new Sweep(settings.named(), lab)
            .missing()
            .forEach(run -> missing.add(new Training(settings, run)));
      }
      train(missing, training, test);
      for (var each : labs.entrySet()) {
        Experiment experiment = each.getKey().named();
        experiment.report(each.getValue()).write(each.getValue().folder()).forEach(out()::println);
      }
      out().flush();
      return 0;
    }
  }

  /** Recipes share no folder: their reports have the same names. */
  private Path folder(String recipe) {
    return recipes.size() == 1 ? folder : folder.resolve(recipe);
  }

  private void requireKnown() {
    try {
      if (seeds < 1 || passes < 0 || limit < 0) {
        throw new IllegalArgumentException("--seeds, --epochs and --limit, wanted 1 or more");
      }
      if (!Sweep.names().contains(name)) {
        throw new IllegalArgumentException(
            "experiment %s, wanted one of %s".formatted(name, Sweep.names()));
      }
      for (String recipe : recipes) {
        Recipe.named(recipe);
        if (Collections.frequency(recipes, recipe) > 1) {
          throw new IllegalArgumentException("recipe " + recipe + " twice, wanted once");
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** {@return what is trained by a recipe, and the command that does it on one machine} */
  private SweepSettings settings(String recipe) {
    List<String> args = spec.commandLine().getParseResult().originalArgs();
    String command =
        "lenet experiment "
            + String.join(
                " ",
                args.stream()
                    .map(arg -> arg.replace(String.join(",", recipes), recipe))
                    .map(arg -> arg.equals(folder.toString()) ? folder(recipe).toString() : arg)
                    .map(arg -> arg.replaceFirst(".*[/\\\\](?=[^/\\\\])", ""))
                    .toList());
    return new SweepSettings(name, seeds, recipe, passes, command);
  }

  /** Spreads trainings, and keeps each as soon as it comes back. */
  private void train(List<Training> missing, LabelledImages training, LabelledImages test) {
    if (missing.isEmpty()) {
      return;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.get().sparkContext());
    TrainingTask task =
        new TrainingTask(
            device, context.broadcast(SentData.of(training)), context.broadcast(SentData.of(test)));
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < missing.size(); i++) {
      partitions.add(i);
    }
    ClassTag<TrainedFiles> results = ClassTag.apply(TrainedFiles.class);
    context
        .sc()
        .<Training, TrainedFiles>runJob(
            context.parallelize(missing, missing.size()).rdd(),
            task,
            CollectionConverters.asScala(partitions).toList(),
            (index, trained) -> {
              keep(trained, missing.get((int) index).settings());
              return BoxedUnit.UNIT;
            },
            results);
  }

  private void keep(TrainedFiles trained, SweepSettings settings) {
    try {
      trained.write(folder(settings.recipe()));
      err()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %.1f s on %s",
                  trained.name(),
                  trained.seconds(),
                  trained.device()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
