package io.github.lenetcl.cli.measure;

import io.github.lenetcl.bench.Rates;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.opencl.tuning.Knob;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.compute.opencl.tuning.Tunings;
import io.github.lenetcl.tune.Trial;
import io.github.lenetcl.tune.Trial.Verdict;
import io.github.lenetcl.tune.Tuner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet tune}: finds the sizes of work-groups that a device likes. */
@Command(
    name = "tune",
    header = "Find the work-group sizes that an OpenCL device likes, and keep them.",
    description = {
      "Tries each size of the general kernels beside the one in use, in turns, on the layers of"
          + " LeNet-5 that it concerns: forward, to the inputs, to the parameters. What is faster by"
          + " 5 %% or more and computes the same, to the self-test's bounds, is taken. The sizes are"
          + " kept with the compiled kernels (-Dlenet.cache) and used from then on with the same"
          + " driver. They may change the last bits of results; with the same sizes runs are equal"
          + " bit for bit. Run it on a machine that does nothing else."
    },
    footer = {
      "",
      "Examples:",
      "  lenet tune --device opencl",
      "  lenet tune --device opencl:0.0 --dry-run"
    })
public final class TuneCommand implements Callable<Integer> {

  private static final String ROW = "%9s  %-28s  %5s  %5s  %-22s  %s";

  @Mixin private DeviceOption device;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "128",
      converter = Numbers.Count.class,
      description = "Samples at once; ${DEFAULT-VALUE} where nothing is said.")
  private int batch;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "7",
      converter = Numbers.Count.class,
      description = "How often each size is timed; ${DEFAULT-VALUE} where nothing is said.")
  private int windows;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0.1",
      converter = Numbers.PositiveFloat.class,
      description = "About how long each time; ${DEFAULT-VALUE} where nothing is said.")
  private float seconds;

  @Option(names = "--dry-run", description = "Do not keep what is found.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  private int trials;
  private int tried;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    DeviceInfo info;
    try (Selection selection = device.open()) {
      info = selection.backend().device();
    }
    if (info.kind() == Kind.JAVA) {
      throw new DeviceException(info + " has no work-groups, wanted --device opencl");
    }
    trials = Tuner.trials(info);
    tried = 0;
    spec.commandLine()
        .getErr()
        .println(
            "%d sizes to try, each timed %d times for about %s s, beside the compiling"
                .formatted(trials, windows, seconds));
    out.println(String.format(ROW, "", "size", "old", "tried", "times as fast", ""));
    Duration window = Duration.ofNanos((long) (1e9 * seconds));
    Tuning tuning = Tuner.run(info, batch, windows, window, this::print);
    out.println();
    Tuning usual = Tuning.usual(info.kind());
    out.println(String.format(Locale.ROOT, "%-28s  %5s  %5s", "size", "usual", "now"));
    for (Knob knob : Knob.values()) {
      out.println(
          String.format(
              Locale.ROOT, "%-28s  %5d  %5d", knob.key(), usual.get(knob), tuning.get(knob)));
    }
    if (!dryRun) {
      Path file = Tunings.ofUser().save(info, tuning);
      out.println("kept in " + file + "; \"lenet selftest\" proves the device with these sizes");
    }
    return 0;
  }

  private void print(Trial trial) {
    PrintWriter out = spec.commandLine().getOut();
    String times =
        trial.verdict() == Verdict.LEFT || trial.verdict() == Verdict.TAKEN
            ? spread(trial.times())
            : "";
    String verdict =
        trial.verdict() == Verdict.LEFT ? "" : trial.verdict().name().toLowerCase(Locale.ROOT);
    tried++;
    String at = tried + " of " + trials;
    out.println(
        String.format(ROW, at, trial.knob().key(), trial.old(), trial.value(), times, verdict));
    out.flush();
  }

  private static String spread(Rates rates) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f - %.2f)", rates.median(), rates.least(), rates.most());
  }
}
