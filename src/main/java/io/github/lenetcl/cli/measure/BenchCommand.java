package io.github.lenetcl.cli.measure;

import io.github.lenetcl.bench.Bench;
import io.github.lenetcl.bench.ColdStart;
import io.github.lenetcl.bench.Mode;
import io.github.lenetcl.bench.OwnSize;
import io.github.lenetcl.bench.Report;
import io.github.lenetcl.bench.Setup;
import io.github.lenetcl.bench.Start;
import io.github.lenetcl.bench.Timing;
import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.options.NetworkOption;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.cli.train.OptimizerOptions;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.training.DescentRecipe;
import io.github.lenetcl.training.PaperRecipe;
import io.github.lenetcl.training.Preset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet bench}: compares devices. */
@Command(
    name = "bench",
    header = "Measure throughput, of several devices in turns.",
    description = {
      "After a warm-up each device in turn is timed over windows of at least the given length;"
          + " figures are medians with the smallest and the largest window. What a device can do at"
          + " best, multiply-adds in registers and a copy in memory, is measured in the same run."
          + " FLOP and bytes of a sample are counted from the network: bytes as if no layer's values"
          + " stayed in a cache. Run it on a machine that does nothing else."
    },
    footer = {
      "",
      "Examples:",
      "  lenet bench",
      "  lenet bench --device cpu,opencl:0.0 --mode infer --batch 1,256 --data mnist",
      "  lenet bench --device cpu,cpu:plain --markdown --chart cpu.png",
      "  lenet bench --network lenet5,lenet-keras,net.json --device cpu --batch 32,256",
      "  lenet bench --mode start --device cpu,opencl"
    })
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--device",
      paramLabel = "D",
      split = ",",
      defaultValue = "${sys:" + Backends.PROPERTY + ":-auto}",
      description = {
        "Where to run, one or several: auto, cpu, opencl, opencl:<platform>.<device> or"
            + " opencl:<part of a name>. Ratios are to the first."
      })
  private List<String> wishes = List.of();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "train",
      description = {
        "train (where nothing is said): updates from batches, of LeNet-5 by MAP loss and"
            + " Levenberg-Marquardt rule, of others as their recipes do, of networks from files by"
            + " gradient descent, unless --optimizer says otherwise;"
            + " infer: outputs of batches, read back; online: one sample for each update, and"
            + " the time that one image takes; start: from the start of a process to its first"
            + " update."
      })
  private Mode mode;

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      converter = Numbers.Count.class,
      description = {
        "Samples for each update or pass, one or several; 1,16,64,256,1024 where nothing is said."
            + " In mode online it is 1, in mode start the recipe's."
      })
  private List<Integer> batches = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR|embedded",
      defaultValue = DataSets.EMBEDDED,
      description = "The images: a folder as 'lenet train' takes it, or embedded.")
  private String source;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "5",
      converter = Numbers.Count.class,
      description = {
        "Windows that count, in mode start processes; ${DEFAULT-VALUE} where nothing is said."
      })
  private int windows;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1",
      converter = Numbers.PositiveFloat.class,
      description = "The least length of a window; ${DEFAULT-VALUE} where nothing is said.")
  private float seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "2",
      converter = Numbers.PositiveFloat.class,
      description = {
        "Least seconds before the first window, more where it still gets faster; ${DEFAULT-VALUE}"
            + " where nothing is said."
      })
  private float warmUp;

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE.json",
      split = ",",
      description = {
        "The networks, one or several in one run: lenet5 (where nothing is said), lenet1, lenet4,"
            + " lenet-plain, lenet-keras, mlp, or files (see 'lenet info'). Images are brought to a"
            + " network's own size where they are larger."
      })
  private List<String> networks = List.of();

  @Mixin private OptimizerOptions optimizer;

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--chart",
      paramLabel = "FILE.png",
      description = "Draw throughput over the batch, of two batches or more.")
  private Optional<Path> chart = Optional.empty();

  @Spec private CommandSpec spec;

  /** How results are printed; at most one of these. */
  private static final class Form {

    @Option(names = "--json", description = "Print JSON and nothing else.")
    private boolean json;

    @Option(names = "--markdown", description = "Print tables in Markdown.")
    private boolean markdown;
  }

  private static final String LENET5 = "lenet5";

  /** One at which no network's losses leave the numbers. */
  private static final float SMALL_RATE = 1e-4f;

  @Override
  public Integer call() throws IOException {
    List<Integer> chosen = chosenBatches();
    if (mode == Mode.START) {
      start();
      return 0;
    }
    if (chart.isPresent()) {
      OutputFiles.require(chart.get(), spec);
      if (chosen.size() < 2) {
        throw new ParameterException(spec.commandLine(), "--chart wants two batches or more");
      }
    }
    if (chart.isPresent() && networks.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--chart draws one network, got " + networks.size());
    }
    LabelledImages images = DataSets.open(source).training();
    Timing timing = new Timing(duration(warmUp), windows, duration(seconds));
    List<Setup> setups = new ArrayList<>();
    for (String network : networks.isEmpty() ? List.of(LENET5) : networks) {
      Preset preset = preset(network, images);
      LabelledImages fitting = OwnSize.of(preset.network(), images);
      setups.add(new Setup(preset, name(), fitting, mode, chosen, timing));
    }
    print(measure(setups));
    return 0;
  }

  private void print(List<Report> reports) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (form.json) {
      JsonOutput.print(out, reports.size() == 1 ? reports.get(0) : reports);
    } else {
      for (Report report : reports) {
        if (report != reports.get(0)) {
          out.println();
        }
        BenchTables.print(report, out, form.markdown);
        BenchTables.doubt(report).ifPresent(spec.commandLine().getErr()::println);
      }
    }
    if (chart.isPresent()) {
      Pictures.writePng(chart.get(), BenchChart.draw(reports.get(0)));
    }
  }

  /**
   * LeNet-5 is trained as the paper does it, other networks as their presets do, and those from
   * files, which no recipe was chosen for, by gradient descent in small steps.
   */
  private Preset preset(String name, LabelledImages images) throws IOException {
    Preset preset;
    if (name.equals(LENET5)) {
      preset = new Preset(LENET5, Network.lenet5(), new PaperRecipe(), Scaling.paper());
    } else {
      preset = NetworkOption.preset(name, images.classes(), spec);
      if (NetworkOption.file(name).isPresent()) {
        UpdateRule descent = new UpdateRule.GradientDescent(SMALL_RATE);
        preset = preset.with(DescentRecipe.of(preset.recipe().settings(), descent));
      }
    }
    return preset.with(optimizer.applyTo(preset.recipe()));
  }

  private List<Integer> chosenBatches() {
    if (mode == Mode.START && (!batches.isEmpty() || chart.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--batch and --chart exclude --mode start, which has one batch");
    }
    if (mode == Mode.ONLINE && !batches.isEmpty() && !batches.equals(List.of(1))) {
      throw new ParameterException(
          spec.commandLine(), "--batch " + batches + " with --mode online, wanted none or 1");
    }
    return batches.isEmpty() ? mode.batches() : batches.stream().distinct().sorted().toList();
  }

  /** Returns the data's name without the folders before it. */
  private String name() {
    return Path.of(source).normalize().getFileName().toString();
  }

  private static Duration duration(float seconds) {
    return Duration.ofNanos(Math.max(1, (long) (1e9 * seconds)));
  }

  private void start() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Start> starts = ColdStart.run(wishes, source, windows, this::tell);
    if (form.json) {
      JsonOutput.print(out, starts);
    } else {
      BenchTables.print(starts, out, form.markdown);
    }
  }

  private void tell(String next) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("measuring: " + next);
    err.flush();
  }

  private List<Report> measure(List<Setup> setups) {
    PrintWriter err = spec.commandLine().getErr();
    List<Selection> open = new ArrayList<>();
    try {
      for (String wish : wishes) {
        open.add(open(wish));
        err.println(open.get(open.size() - 1).reason());
      }
      return Bench.run(open.stream().map(Selection::backend).toList(), setups, this::tell);
    } finally {
      open.forEach(Selection::close);
    }
  }

  private Selection open(String wish) {
    try {
      return Backends.open(wish);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
