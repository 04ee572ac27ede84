package io.github.lenetcl.spark.sweep;

import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.experiment.Lab;
import io.github.lenetcl.experiment.Sweep;
import io.github.lenetcl.spark.SparkCommand;
import io.github.lenetcl.spark.TaskDevices;
import io.github.lenetcl.training.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

  private static final Comparator<String> CHECKPOINTS_LAST =
      Comparator.comparing(file -> file.endsWith(".safetensors"));

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
      defaultValue = "paper",
      description = "How LeNet-5 is trained; ${DEFAULT-VALUE} where nothing is said.")
  private String recipe = "";

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
    SweepSettings settings = settings();
    DataSplit split = DataSets.open(data);
    int most = limit == 0 ? Integer.MAX_VALUE : limit;
    LabelledImages training = split.training().first(most);
    LabelledImages test =
        split
            .test()
            .orElseThrow(() -> new BadInputException(data + ": no test images, wanted some"))
            .first(most);
    try (Selection own = TaskDevices.open(device)) {
      Lab lab = settings.lab(training, test, own.backend(), folder, result -> {});
      Sweep sweep = new Sweep(settings.named(), lab);
      train(settings, sweep.missing(), training, test);
      settings.named().run(lab).write(folder).forEach(out()::println);
      out().flush();
      return 0;
    }
  }

  private SweepSettings settings() {
    try {
      if (seeds < 1 || passes < 0 || limit < 0) {
        throw new IllegalArgumentException("--seeds, --epochs and --limit, wanted 1 or more");
      }
      if (!Sweep.names().contains(name)) {
        throw new IllegalArgumentException(
            "experiment %s, wanted one of %s".formatted(name, Sweep.names()));
      }
      Recipe.named(recipe);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<String> args = spec.commandLine().getParseResult().originalArgs();
    String command =
        "lenet experiment "
            + String.join(
                " ",
                args.stream().map(arg -> arg.replaceFirst(".*[/\\\\](?=[^/\\\\])", "")).toList());
    return new SweepSettings(name, seeds, recipe, passes, command);
  }

  /** Spreads trainings, and keeps each as soon as it comes back. */
  private void train(
      SweepSettings settings, List<String> missing, LabelledImages training, LabelledImages test) {
    if (missing.isEmpty()) {
      return;
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.get().sparkContext());
    TrainingTask task =
        new TrainingTask(
            settings,
            device,
            context.broadcast(SentData.of(training)),
            context.broadcast(SentData.of(test)));
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < missing.size(); i++) {
      partitions.add(i);
    }
    ClassTag<TrainedFiles> results = ClassTag.apply(TrainedFiles.class);
    context
        .sc()
        .<String, TrainedFiles>runJob(
            context.parallelize(missing, missing.size()).rdd(),
            task,
            CollectionConverters.asScala(partitions).toList(),
            (index, trained) -> {
              keep(trained);
              return BoxedUnit.UNIT;
            },
            results);
  }

  private void keep(TrainedFiles trained) {
    try {
      Path runs = Files.createDirectories(folder.resolve("runs"));
      // The checkpoint last: who finds it finds all.
      for (String file : trained.files().keySet().stream().sorted(CHECKPOINTS_LAST).toList()) {
        AtomicFile.write(runs.resolve(file), out -> out.write(trained.files().get(file)));
      }
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
