package io.github.lenetcl.experiment;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Section III: what noise, translation, size and slant do to LeNet-5's error. All test digits are
 * changed by the same amount; nothing is trained on such digits.
 */
final class NoiseExperiment implements Experiment, Trainings {

  private static final int PANEL_WIDTH = 1200;
  private static final int PANEL_HEIGHT = 850;

  /** The axis of the error begins no lower: a smaller error, per cent, is drawn at it. */
  private static final double LEAST_DRAWN = 0.1;

  /** The noise is the same for every seed of the training. */
  private static final long NOISE_SEED = 1998;

  /**
   * A way to change digits.
   *
   * @param name its name, in files
   * @param curve what its curve is called
   * @param axis what its amount is, with the unit
   * @param amounts the amounts
   * @param change the digits, changed by an amount
   */
  private record Change(
      String name,
      String curve,
      String axis,
      double[] amounts,
      BiFunction<LabelledImages, Double, LabelledImages> change) {}

  /** The panels of the figure, each with the changes that it shows. */
  private static final List<List<Change>> PANELS =
      List.of(
          List.of(
              new Change(
                  "noise",
                  "normal noise",
                  "deviation of the noise (% of black)",
                  range(0, 100, 10),
                  (images, percent) -> Transformed.noisy(images, 2.55 * percent, NOISE_SEED))),
          List.of(
              new Change(
                  "shift_right",
                  "to the right",
                  "shift (pixels)",
                  range(-10, 10, 1),
                  (images, pixels) -> Transformed.shifted(images, pixels, 0)),
              new Change(
                  "shift_down",
                  "downwards",
                  "shift (pixels)",
                  range(-10, 10, 1),
                  (images, pixels) -> Transformed.shifted(images, 0, pixels))),
          List.of(
              new Change(
                  "scale",
                  "scaled",
                  "size (% of the digit's own)",
                  range(40, 160, 10),
                  (images, percent) -> Transformed.scaled(images, percent / 100))),
          List.of(
              new Change(
                  "slant",
                  "slanted",
                  "slant to the right (degrees)",
                  range(-50, 50, 10),
                  Transformed::slanted)));

  private static double[] range(int from, int to, int step) {
    return IntStream.rangeClosed(0, (to - from) / step).mapToDouble(i -> from + i * step).toArray();
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public String summary() {
    return "Section III: error under noise, shift, scale and slant";
  }

  @Override
  public List<Run> trainings(Lab lab) {
    return lab.seeds().stream().map(lab::run).toList();
  }

  @Override
  public Report run(Lab lab) {
    List<Trained> runs = lab.lenet5();
    Table data = new Table("change", "amount", "seed", "error_percent");
    Table limits = new Table("change", "error below 5 % (mean over seeds)");
    List<LineChart> charts = new ArrayList<>();
    for (List<Change> panel : PANELS) {
      List<List<Spread>> errors = new ArrayList<>();
      for (Change change : panel) {
        errors.add(measure(lab, runs, change, data));
        limits.row(
            change.axis() + (panel.size() > 1 ? ", " + change.curve() : ""),
            tolerated(change, errors.get(errors.size() - 1)));
      }
      charts.add(chart(panel, errors));
    }
    return new Page(name(), "Noise, shift, scale and slant (Section III)")
        .text(
            Format.of(
                "LeNet-5, recipe `%s`, trained on the digits as they are. Every test digit is changed"
                    + " by the same amount, on the 32×32 pixels of the network's input; mean over the"
                    + " seeds, the band from the smallest to the largest. The paper gives no such"
                    + " curves: it shows single digits.",
                lab.recipe().name()))
        .figure("Test error under noise, shift, scale and slant")
        .heading("Where the error stays below 5 %")
        .table(limits)
        .report(lab, data, () -> Figures.grid(2, charts.stream().map(LineChart::draw).toList()));
  }

  private static LineChart chart(List<Change> panel, List<List<Spread>> errors) {
    double least =
        errors.stream().flatMap(List::stream).mapToDouble(Spread::least).min().orElseThrow();
    LineChart chart =
        new LineChart(panel.get(0).axis(), "test error (%)", PANEL_WIDTH, PANEL_HEIGHT)
            .doublingY(Math.max(LEAST_DRAWN, 0.8 * least), 100)
            .legend(LegendPosition.InsideN);
    for (int i = 0; i < panel.size(); i++) {
      Change change = panel.get(i);
      chart.band(
          change.curve(),
          change.amounts(),
          errors.get(i).stream().map(error -> error.atLeast(LEAST_DRAWN)).toList());
    }
    return panel.size() == 1 ? chart.withoutLegend() : chart;
  }

  private static List<Spread> measure(Lab lab, List<Trained> runs, Change change, Table data) {
    List<List<Double>> bySeed = runs.stream().map(run -> measure(lab, run, change)).toList();
    List<Spread> spreads = new ArrayList<>();
    for (int i = 0; i < change.amounts().length; i++) {
      List<Double> errors = new ArrayList<>();
      for (int run = 0; run < runs.size(); run++) {
        double error = bySeed.get(run).get(i);
        errors.add(error);
        data.row(
            change.name(), (int) change.amounts()[i], runs.get(run).seed(), Format.percent(error));
      }
      spreads.add(Spread.of(errors).percent());
    }
    return spreads;
  }

  private static List<Double> measure(Lab lab, Trained run, Change change) {
    String name =
        String.format(Locale.ROOT, "%s-%s-seed%d", change.name(), lab.recipe().name(), run.seed());
    return new Kept(lab)
        .measure(
            name,
            Kept.subject(run.model(), lab.test()),
            () -> {
              List<Double> errors = new ArrayList<>();
              try (Classifier classifier = new Classifier(lab.backend(), run.model())) {
                for (double amount : change.amounts()) {
                  lab.requireGoingOn(name);
                  LabelledImages changed = change.change().apply(lab.test(), amount);
                  errors.add(Evaluation.of(classifier, changed).errorRate());
                }
              }
              return errors;
            });
  }

  /** The unbroken range about no change at all in which the mean error is below 5 %. */
  private static String tolerated(Change change, List<Spread> errors) {
    double[] amounts = change.amounts();
    double none = change.name().equals("scale") ? 100 : 0;
    int first = 0;
    while (amounts[first] < none) {
      first++;
    }
    if (errors.get(first).mean() >= 5) {
      return "nowhere";
    }
    int last = first;
    while (first > 0 && errors.get(first - 1).mean() < 5) {
      first--;
    }
    while (last < amounts.length - 1 && errors.get(last + 1).mean() < 5) {
      last++;
    }
    return Format.of("%.0f to %.0f", amounts[first], amounts[last]);
  }
}
