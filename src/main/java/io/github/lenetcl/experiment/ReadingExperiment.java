package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.CutFirstReader;
import io.github.lenetcl.reading.GraphReader;
import io.github.lenetcl.reading.LineReader;
import io.github.lenetcl.reading.ReadingOptions;
import io.github.lenetcl.reading.SweepReader;
import io.github.lenetcl.reading.Sweeping;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Grammars;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
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

  private static final ReadingOptions FIVE = ReadingOptions.of(Grammars.digits(DIGITS));

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
   * @param model the bundled model that it reads with
   * @param open puts a model on a device
   */
  private record Way(String name, String model, BiFunction<Backend, Model, LineReader> open) {}

  /** The last one's mistakes are shown. */
  private static final List<Way> WAYS =
      List.of(
          new Way("cut first", "best", CutFirstReader::new),
          new Way("swept, trained on digits", "best", SweepReader::new),
          new Way("swept, trained on lines", "sdnn", SweepReader::new),
          new Way("graph, trained on digits", "best", GraphReader::new),
          new Way("graph, trained on lines", "graph", GraphReader::new),
          new Way("the same, six looks", "graph", ReadingExperiment::sixLooks));

  private static LineReader sixLooks(Backend backend, Model model) {
    return new GraphReader(backend, model, LineReader.MOST_LOOKS);
  }

  /** Digits that stand high and low, large and small. */
  private static final Spacing UNEVEN =
      new Spacing("uneven", LineStyle.wide(DIGITS).withJitter(6, 0.35, 0.2));

  /** Sweeps of uneven lines, and the graph beside them. */
  private static final List<Way> UNEVEN_WAYS =
      List.of(
          new Way("swept once", "sdnn", SweepReader::new),
          swept("swept at 3 heights", new Sweeping(List.of(1.0), 3, 1)),
          swept("swept at 3 scales and 3 heights", new Sweeping(List.of(1.0, 0.8, 1.25), 3, 1)),
          new Way("graph", "graph", GraphReader::new));

  private static Way swept(String name, Sweeping sweeping) {
    return new Way(name, "sdnn", (backend, model) -> new SweepReader(backend, model, sweeping));
  }

  /** The size of the chart of a spacing. */
  private static final int CHART_WIDTH = 1000;

  private static final int CHART_HEIGHT = 900;

  /** The size of letters in pixels: 10 of a page that is 800 wide. */
  private static final int LETTERS = 38;

  /** The error in per cent at which the axis ends, one line of {@value #MOST_LINES}; 0 is there. */
  private static final double LEAST_ERROR = 0.05;

  /** Misread lines of each spacing that are shown. */
  private static final int SHOWN = 12;

  @Override
  public String name() {
    return "reading";
  }

  @Override
  public String summary() {
    return "Sections V to VII: whole numbers, apart, touching and overlapping";
  }

  @Override
  public List<String> models() {
    // Beside graph, ink is asked.
    return List.of("best", "sdnn", "graph", "ink");
  }

  @Override
  public Report run(Lab lab) {
    int lines = Math.max(1, Math.min(MOST_LINES, lab.test().count() / DIGITS));
    double[] rejections =
        IntStream.rangeClosed(0, ReadingOutcome.MOST_REJECTED).asDoubleStream().toArray();
    Table data = new Table("method", "spacing", "rejected_percent", "error_percent");
    Table errors = new Table("whole numbers misread (%)", "wide", "touching", "overlapping");
    Table needed = new Table("rejected for 0.5 % error (%)", "wide", "touching", "overlapping");
    Table speed = new Table("lines per second", "wide", "touching", "overlapping");
    Table work = new Table("processor time for a line (ms)", "wide", "touching", "overlapping");
    List<LineChart> charts = SPACINGS.stream().map(ReadingExperiment::chart).toList();
    for (Way way : WAYS) {
      List<ReadingOutcome> outcomes =
          SPACINGS.stream().map(spacing -> measure(lab, way, spacing, lines)).toList();
      row(errors, way, outcomes.stream().map(each -> Format.of("%.2f", 100 * each.error())));
      row(needed, way, outcomes.stream().map(ReadingExperiment::needed));
      row(speed, way, outcomes.stream().map(each -> Format.of("%.0f", each.linesPerSecond())));
      row(work, way, outcomes.stream().map(each -> Format.of("%.2f", each.milliseconds())));
      for (int i = 0; i < outcomes.size(); i++) {
        double[] curve =
            outcomes.get(i).errors().stream().mapToDouble(error -> 100 * error).toArray();
        charts.get(i).curve(way.name, rejections, atLeast(LEAST_ERROR, curve));
        for (int r = 0; r < curve.length; r++) {
          data.row(way.name, SPACINGS.get(i).name, r, Format.of("%.4f", curve[r]));
        }
      }
    }
    Table uneven = new Table("whole numbers misread (%)", "uneven");
    for (Way way : UNEVEN_WAYS) {
      uneven.row(way.name, Format.of("%.2f", 100 * measure(lab, way, UNEVEN, lines).error()));
    }
    return new Page(name(), "Whole numbers (Sections V to VII)")
        .text(
            Format.of(
                "%,d numbers of five digits, composed of test digits with jitter of the baseline (±2"
                    + " pixels), size (±10 %%) and slant (±0.2) and light speckle, read knowing that"
                    + " there are five digits. Touching digits are moved together until their inks"
                    + " meet, but into no more than four columns in common; overlapping ones have up"
                    + " to four columns in common, whatever their ink. Of the models in the jar,"
                    + " `best` knows single digits; `sdnn` is `best`, trained further at the level of"
                    + " the number on lines composed of training digits, swept over the line without"
                    + " any cut, and `graph` is `sdnn`, trained further through the graph of their"
                    + " pieces, of MNIST and of the embedded digits. It is shown a piece together with"
                    + " the ink that it was cut off from, fainter. A line that stays in doubt may be"
                    + " looked at six times, slanted and shifted, as `lenet read` does.",
                lines))
        .figure(
            "Error against rejection, at the lower edge 0, and the first misread lines of the last"
                + " method")
        .table(errors)
        .heading("What remains")
        .text(
            "Where digits overlap, strokes of two are one: a 0 and the stem beside it a 6 or a 9, two"
                + " stems one. Some of these a reader who knows the neighbours' pens would tell apart;"
                + " pieces are priced one by one. The field finds the same: Hochuli, Oliveira, Britto"
                + " and Sabourin (Pattern Recognition 78, 2018) compare methods of cutting and report"
                + " that all of them fail on overlapping digits, and read touching pairs and triples"
                + " whole instead. We know of no published figure for lines composed like these.")
        .heading("Rejection")
        .text("The least confident numbers are rejected.")
        .table(needed)
        .heading("Uneven lines")
        .text(
            "Digits up to 6 pixels above or below the line, up to 35 % larger or smaller, 3 to 8"
                + " pixels apart. Sweeping at several heights and scales takes of the penalties of a"
                + " class the smallest: it reads more of such lines, and fewer of even ones, so that"
                + " it is an option (`lenet read --heights`, `--scales`).")
        .table(uneven)
        .heading("Speed")
        .text(
            "From ink to number, measured once, with whatever else the machine did. The time of all"
                + " processors together depends less on that.")
        .table(speed)
        .table(work)
        .report(lab, data, () -> figure(charts, mistakes(lab, WAYS.get(WAYS.size() - 1), lines)));
  }

  private static LineChart chart(Spacing spacing) {
    return new LineChart(
            "rejected numbers (%)", "error on the others (%)", CHART_WIDTH, CHART_HEIGHT)
        .title(spacing.name)
        .letters(LETTERS)
        .x(0, ReadingOutcome.MOST_REJECTED, 10)
        .logarithmicY()
        .y(LEAST_ERROR, 100)
        .withoutMarkers()
        .withoutLegend();
  }

  /** A logarithmic axis has no 0. */
  private static double[] atLeast(double least, double[] curve) {
    return DoubleStream.of(curve).map(error -> Math.max(least, error)).toArray();
  }

  private static BufferedImage figure(List<LineChart> charts, BufferedImage mistakes) {
    BufferedImage curves =
        Figures.grid(charts.size(), charts.stream().map(LineChart::draw).toList());
    BufferedImage legend = Legend.draw(charts.get(0), curves.getWidth(), charts.size(), LETTERS);
    return Figures.stack(legend, curves, mistakes);
  }

  /** The first misread lines of each spacing. */
  private static BufferedImage mistakes(Lab lab, Way way, int count) {
    List<List<LineSheet.Misread>> kinds = new ArrayList<>();
    try (LineReader reader = way.open.apply(lab.backend(), model(way))) {
      for (Spacing spacing : SPACINGS) {
        LineComposer composer = new LineComposer(lab.test(), spacing.style, SEED);
        List<LineSheet.Misread> misread = new ArrayList<>();
        for (int i = 0; i < count && misread.size() < SHOWN; i++) {
          ComposedLine line = composer.compose(i);
          String answer = reader.read(line.ink(), FIVE).text();
          if (!answer.equals(line.text())) {
            misread.add(new LineSheet.Misread(line, answer));
          }
        }
        kinds.add(misread);
      }
    }
    return LineSheet.draw(kinds, SPACINGS.size() * CHART_WIDTH);
  }

  private static Model model(Way way) {
    try {
      return Models.bundled(way.model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void row(Table table, Way way, Stream<String> values) {
    List<String> cells = values.toList();
    table.row(way.name, cells.get(0), cells.get(1), cells.get(2));
  }

  private static String needed(ReadingOutcome outcome) {
    return outcome.needed() < 1 ? Format.of("%.2f", 100 * outcome.needed()) : "not reached";
  }

  private static ReadingOutcome measure(Lab lab, Way way, Spacing spacing, int lines) {
    Model model = model(way);
    String name = Format.of("reading-%s-%s", spacing.name, way.name).replaceAll("[^a-z0-9-]+", "_");
    return ReadingOutcome.of(
        new Kept(lab)
            .measure(
                name,
                Kept.subject(model, lab.test()) + ", " + lines + " lines",
                () -> {
                  lab.requireGoingOn(name);
                  LineComposer composer = new LineComposer(lab.test(), spacing.style, SEED);
                  try (LineReader reader = way.open.apply(lab.backend(), model)) {
                    return ReadingOutcome.measure(reader, composer, lines, FIVE).values();
                  }
                }));
  }
}
