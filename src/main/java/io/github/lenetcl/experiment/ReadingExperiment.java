package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.evaluation.RejectionCurve;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.CutFirstReader;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Grammars;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sections V to VII: whole numbers read from lines of test digits that stand apart, touch, or
 * overlap. A number is wrong if any of its digits is.
 */
final class ReadingExperiment implements Experiment {

  private static final int DIGITS = 5;
  private static final int MOST_LINES = 2000;
  private static final long SEED = 1998;

  /** The error to which numbers are rejected. */
  private static final double WANTED = 0.005;

  /** Rejections, in per cent, at which the error is told. */
  private static final int MOST_REJECTED = 50;

  /**
   * How digits stand.
   *
   * @param name what it is called
   * @param style the lines
   */
  private record Spacing(String name, LineStyle style) {}

  private static final List<Spacing> SPACINGS =
      List.of(
          new Spacing("wide", LineStyle.wide(DIGITS)),
          new Spacing("touching", LineStyle.touching(DIGITS)),
          new Spacing("overlapping", LineStyle.overlapping(DIGITS, 4)));

  /**
   * A way to read lines.
   *
   * @param name what it is called
   * @param open puts a model on a device
   */
  private record Way(String name, BiFunction<Backend, Model, LineReader> open) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("cut first, then read", CutFirstReader::new),
          new Way("graph and Viterbi", GraphReader::new));

  /**
   * What a way made of lines.
   *
   * @param error the part that is misread
   * @param needed the part that must be rejected to misread 0.5 % of the others; 1 if none suffices
   * @param linesPerSecond measured once, with whatever else the machine did
   * @param errors the error at each per cent of rejection
   */
  private record Outcome(double error, double needed, double linesPerSecond, List<Double> errors) {

    List<Double> values() {
      List<Double> values = new ArrayList<>(List.of(error, needed, linesPerSecond));
      values.addAll(errors);
      return values;
    }

    static Outcome of(List<Double> values) {
      return new Outcome(
          values.get(0), values.get(1), values.get(2), values.subList(3, values.size()));
    }
  }

  @Override
  public String name() {
    return "reading";
  }

  @Override
  public String summary() {
    return "Sections V to VII: whole numbers, apart, touching and overlapping";
  }

  @Override
  public Report run(Lab lab) {
    Model model = new Runs(lab).train(lab.run(1)).orThrow().model();
    int lines = Math.max(1, Math.min(MOST_LINES, lab.test().count() / DIGITS));
    double[] rejections = IntStream.rangeClosed(0, MOST_REJECTED).asDoubleStream().toArray();
    Table data = new Table("method", "spacing", "rejected_percent", "error_percent");
    Table errors = new Table("whole numbers misread (%)", "wide", "touching", "overlapping");
    Table needed = new Table("rejected for 0.5 % error (%)", "wide", "touching", "overlapping");
    Table speed = new Table("lines per second", "wide", "touching", "overlapping");
    LineChart chart =
        new LineChart("rejected numbers (%)", "error on the others (%)")
            .x(0, MOST_REJECTED, 10)
            .withoutMarkers();
    double highest = 0;
    for (Way way : WAYS) {
      List<Outcome> outcomes =
          SPACINGS.stream().map(spacing -> measure(lab, model, way, spacing, lines)).toList();
      row(errors, way, outcomes.stream().map(each -> Format.of("%.2f", 100 * each.error)));
      row(needed, way, outcomes.stream().map(ReadingExperiment::needed));
      row(speed, way, outcomes.stream().map(each -> Format.of("%.0f", each.linesPerSecond)));
      for (int i = 0; i < outcomes.size(); i++) {
        double[] curve =
            outcomes.get(i).errors.stream().mapToDouble(error -> 100 * error).toArray();
        chart.curve(way.name + ", " + SPACINGS.get(i).name, rejections, curve);
        highest = Math.max(highest, curve[0]);
        for (int r = 0; r < curve.length; r++) {
          data.row(way.name, SPACINGS.get(i).name, r, Format.of("%.4f", curve[r]));
        }
      }
    }
    return new Page(name(), "Whole numbers (Sections V to VII)")
        .text(
            Format.of(
                "%,d numbers of five digits, composed of test digits with jitter of the baseline (±2"
                    + " pixels), size (±10 %%) and slant (±0.2) and light speckle; read by LeNet-5,"
                    + " recipe `%s`, seed 1, knowing that there are five digits. Touching digits are"
                    + " moved together until their inks meet, overlapping ones have up to four columns"
                    + " in common. Prices of cuts were chosen on lines of the last 10,000 training"
                    + " digits.",
                lines, lab.recipe().name()))
        .figure("Error against rejection")
        .table(errors)
        .heading("Rejection")
        .text("The least confident numbers are rejected.")
        .table(needed)
        .heading("Speed")
        .text("From ink to number, measured once.")
        .table(speed)
        .report(lab, data, chart.y(0, Math.max(1, highest)).draw());
  }

  private static void row(Table table, Way way, Stream<String> values) {
    List<String> cells = values.toList();
    table.row(way.name, cells.get(0), cells.get(1), cells.get(2));
  }

  private static String needed(Outcome outcome) {
    return outcome.needed < 1 ? Format.of("%.2f", 100 * outcome.needed) : "not reached";
  }

  private static Outcome measure(Lab lab, Model model, Way way, Spacing spacing, int lines) {
    String name =
        Format.of("reading-%s-%s-%s", lab.recipe().name(), spacing.name, way.name)
            .replaceAll("[^a-z0-9-]+", "_");
    return Outcome.of(
        new Kept(lab)
            .measure(
                name,
                Kept.subject(model, lab.test()) + ", " + lines + " lines",
                () -> {
                  lab.requireGoingOn(name);
                  return measure(lab, model, way, spacing.style, lines).values();
                }));
  }

  private static Outcome measure(Lab lab, Model model, Way way, LineStyle style, int count) {
    LineComposer composer = new LineComposer(lab.test(), style, SEED);
    List<ComposedLine> lines = IntStream.range(0, count).mapToObj(composer::compose).toList();
    List<InkImage> inks = lines.stream().map(ComposedLine::ink).toList();
    ReadingOptions five = ReadingOptions.of(Grammars.digits(DIGITS));
    List<Reading> readings;
    double seconds;
    try (LineReader reader = way.open.apply(lab.backend(), model)) {
      reader.read(inks.subList(0, Math.min(100, count)), five);
      long start = System.nanoTime();
      readings = reader.read(inks, five);
      seconds = (System.nanoTime() - start) / 1e9;
    }
    RejectionCurve curve =
        RejectionCurve.of(
            readings.stream().map(reading -> -reading.confidence()).toList(),
            IntStream.range(0, count)
                .mapToObj(i -> !readings.get(i).text().equals(lines.get(i).text()))
                .toList());
    return new Outcome(
        curve.errorAt(0),
        curve.rejectionFor(WANTED).orElse(1),
        count / seconds,
        IntStream.rangeClosed(0, MOST_REJECTED).mapToObj(r -> curve.errorAt(r / 100.0)).toList());
  }
}
