package io.github.lenetcl.cli.measure;

import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.selftest.Row;
import io.github.lenetcl.selftest.SelfTest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lenet selftest}: proves a device and its driver. */
@Command(
    name = "selftest",
    header = "Prove that a device computes rightly.",
    description = {
      "Runs every operation, forward, backward and for second derivatives, in awkward sizes against"
          + " the plain Java reference, and LeNet-5 as a whole. A row tells the largest relative L2"
          + " error of an array, and the largest deviation of a value as a share of what is allowed."
          + " The exit code is 1 if a row fails."
    },
    footer = {"", "Examples:", "  lenet selftest", "  lenet selftest --device opencl:0.0 --small"})
public final class SelfTestCommand implements Callable<Integer> {

  private static final String ROW = "%-50s  %6s  %11s  %11s  %s";

  @Mixin private DeviceOption device;

  @Option(
      names = "--small",
      description = "Leave out what would take a simulator of a device more than a minute.")
  private boolean small;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TITLE",
      description = "Only groups of rows with one of these in their titles, such as LeNet-5.")
  private List<String> only = List.of();

  @Option(names = "--json", description = "Print JSON and nothing else.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** The outcome as JSON. */
  private record Outcome(DeviceInfo device, boolean passed, List<Row> rows) {}

  @Override
  public Integer call() {
    for (String part : only) {
      if (SelfTest.titles().stream().noneMatch(title -> title.contains(part))) {
        throw new ParameterException(
            spec.commandLine(),
            "--only: no title has '"
                + part
                + "' in it, wanted a part of one of: "
                + String.join(", ", SelfTest.titles()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Row> rows = new ArrayList<>();
    try (Selection selection = device.open();
        Backend reference = CpuBackend.plain(Runtime.getRuntime().availableProcessors())) {
      if (!json) {
        out.println(String.format(ROW, "operation", "arrays", "relative L2", "worst value", ""));
      }
      boolean passed =
          SelfTest.run(
              selection.backend(),
              reference,
              small,
              only,
              row -> {
                rows.add(row);
                if (!json) {
                  print(row, out);
                }
              });
      if (json) {
        JsonOutput.print(out, new Outcome(selection.backend().device(), passed, rows));
      } else {
        long failed = rows.stream().filter(row -> !row.passed()).count();
        out.println(
            passed
                ? "all " + rows.size() + " rows passed"
                : failed + " of " + rows.size() + " rows FAILED");
      }
      return passed ? 0 : 1;
    }
  }

  private static void print(Row row, PrintWriter out) {
    String l2 = number("%.1e", row, row.worstRelativeL2());
    String element = number("%.3f", row, row.worstElement());
    String verdict = row.passed() ? "ok" : "FAILED, " + row.detail();
    out.println(String.format(ROW, row.operation(), row.cases(), l2, element, verdict));
    out.flush();
  }

  private static String number(String format, Row row, double value) {
    if (row.cases() == 0) {
      return "not run";
    }
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "no number";
  }
}
