package io.github.lenetcl.cli.measure;

import io.github.lenetcl.bench.Latency;
import io.github.lenetcl.bench.Mode;
import io.github.lenetcl.bench.Peaks;
import io.github.lenetcl.bench.Rates;
import io.github.lenetcl.bench.Report;
import io.github.lenetcl.bench.Row;
import io.github.lenetcl.bench.Start;
import io.github.lenetcl.cli.terminal.AlignedTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code lenet bench} found, for people: as text, or in Markdown to paste into a page. */
final class BenchTables {

  private final Report report;
  private final PrintWriter out;
  private final boolean markdown;

  private BenchTables(Report report, PrintWriter out, boolean markdown) {
    this.report = report;
    this.out = out;
    this.markdown = markdown;
  }

  static void print(Report report, PrintWriter out, boolean markdown) {
    new BenchTables(report, out, markdown).print();
  }

  /** Returns what is wrong with the shares, if anything is. */
  static Optional<String> doubt(Report report) {
    return Optional.of(
            "more than 100 % of peak: the peak was measured while the machine had more to do than"
                + " later; shares mean little, measure again on an idle machine")
        .filter(doubt -> report.rows().stream().anyMatch(row -> row.arithmeticShare() > 1));
  }

  /** Prints what mode start found. */
  static void print(List<Start> starts, PrintWriter out, boolean markdown) {
    AlignedTable table =
        new AlignedTable(
            1, List.of("process to first update", "median s", "least s", "most s", "processes"));
    for (Start start : starts) {
      table.row(
          List.of(
              start.device(),
              number("%.2f", start.median()),
              number("%.2f", start.least()),
              number("%.2f", start.most()),
              number("%d", start.processes())));
    }
    table.print(out, markdown);
  }

  private void print() {
    out.println(
        String.format(
            Locale.ROOT,
            "%s, %s%s, data %s, %s: medians of %d windows of %.3g s (smallest - largest)",
            report.network(),
            report.mode().name().toLowerCase(Locale.ROOT),
            report.rule().isEmpty() ? "" : " by " + report.rule(),
            report.data(),
            report.date(),
            report.windows(),
            report.windowSeconds()));
    out.println();
    devices().print(out, markdown);
    out.println();
    rows().print(out, markdown);
    if (report.mode() == Mode.ONLINE) {
      out.println();
      latencies().print(out, markdown);
    }
  }

  private AlignedTable devices() {
    AlignedTable table =
        new AlignedTable(
            4,
            List.of(
                "device", "name", "platform", "driver", "peak GFLOP/s", "copy GB/s", "upload ms"));
    for (Peaks peaks : report.devices()) {
      table.row(
          List.of(
              peaks.device().id(),
              peaks.device().name(),
              peaks.device().platform(),
              peaks.device().driver(),
              spread(peaks.flopPerSecond(), 1e9),
              spread(peaks.bytesPerSecond(), 1e9),
              number("%.1f", 1e3 * peaks.uploadSeconds())));
    }
    return table;
  }

  private AlignedTable rows() {
    boolean several = report.devices().size() > 1;
    List<String> heading = new ArrayList<>(List.of("device", "batch", "samples/s"));
    if (several) {
      heading.add("times " + report.devices().get(0).device().id());
    }
    heading.addAll(
        List.of(
            "with upload",
            "GFLOP/s",
            "of peak",
            "MFLOP/sample",
            "kB/sample",
            "of copy",
            "plan ms"));
    AlignedTable table = new AlignedTable(1, heading);
    for (Row row : report.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.device());
      cells.add(number("%,d", row.batch()));
      cells.add(spread(row.samplesPerSecond(), 1));
      if (several) {
        cells.add(ratio(row.ratio()));
      }
      cells.add(spread(row.uploadedSamplesPerSecond(), 1));
      cells.add(number("%,.1f", row.flopPerSecond() / 1e9));
      cells.add(number("%.1f %%", 100 * row.arithmeticShare()));
      cells.add(number("%.2f", row.flopPerSample() / 1e6));
      cells.add(number("%,.1f", row.bytesPerSample() / 1e3));
      cells.add(number("%.1f %%", 100 * row.memoryShare()));
      cells.add(number("%,.1f", 1e3 * row.planSeconds()));
      table.row(cells);
    }
    return table;
  }

  private AlignedTable latencies() {
    AlignedTable table =
        new AlignedTable(
            1, List.of("one image", "median us", "99th percentile us", "least us", "calls"));
    for (Latency latency : report.latencies()) {
      table.row(
          List.of(
              latency.device(),
              number("%,.1f", latency.median()),
              number("%,.1f", latency.percentile99()),
              number("%,.1f", latency.least()),
              number("%,d", latency.calls())));
    }
    return table;
  }

  private static String spread(Rates rates, double unit) {
    return String.format(
        Locale.ROOT,
        "%,.0f (%,.0f - %,.0f)",
        rates.median() / unit,
        rates.least() / unit,
        rates.most() / unit);
  }

  private static String ratio(Rates rates) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f - %.2f)", rates.median(), rates.least(), rates.most());
  }

  private static String number(String form, Object value) {
    return String.format(Locale.ROOT, form, value);
  }
}
