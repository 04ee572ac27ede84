package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.training.Settings;
import io.github.lenetcl.training.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Figure 6: error by the size of the training set. A quarter, a half and all of the digits; and all
 * with nine distorted copies of each, the length of training unchanged. The smaller sets, too, are
 * passed over as often as the recipe says: the paper is silent on that.
 */
final class SizeExperiment implements Experiment, Trainings {

  private static final int CAPACITY = 256;

  /** An error that is smaller, per cent, is drawn here: the axis is logarithmic. */
  private static final double LEAST_DRAWN = 0.05;

  /**
   * The trainings on one size of training set.
   *
   * @param patterns the size
   * @param copies whether distorted copies are among them
   * @param test the test errors of all seeds, per cent
   * @param training the errors on the training digits as they stand, per cent
   * @param shown the errors on all training patterns, distorted ones included, per cent
   */
  private record Size(int patterns, boolean copies, Spread test, Spread training, Spread shown) {

    double gap() {
      return test.mean() - training.mean();
    }
  }

  @Override
  public String name() {
    return "size";
  }

  @Override
  public String summary() {
    return "Figure 6: error by the size of the training set";
  }

  @Override
  public List<Run> trainings(Lab lab) {
    int all = lab.training().count();
    List<Run> runs = new ArrayList<>();
    for (int count : new int[] {all / 4, all / 2, all}) {
      lab.seeds().forEach(seed -> runs.add(run(lab, count, seed)));
    }
    lab.seeds().forEach(seed -> runs.add(lab.distorted(seed)));
    return runs;
  }

  /** Says in words how far copies are distorted, rounded: 0.15·0.4 is not quite 0.06. */
  private static String amounts(Distortion by) {
    return Format.of(
        "±%.1f pixels each way, size ±%.0f %%, squeezing ±%.0f %%, shear ±%.2f",
        by.horizontal(), 100 * by.scaling(), 100 * by.squeezing(), by.shear());
  }

  @Override
  public Report run(Lab lab) {
    if (!lab.recipe().settings().distortion().equals(Distortion.NONE)) {
      throw new IllegalArgumentException(
          "size: recipe " + lab.recipe().name() + " distorts, wanted one that does not");
    }
    Table data =
        new Table(
            "patterns",
            "seed",
            "test_error_percent",
            "training_error_percent",
            "error_on_all_patterns_percent");
    int all = lab.training().count();
    List<Size> sizes =
        List.of(
            size(lab, all / 4, data),
            size(lab, all / 2, data),
            size(lab, all, data),
            copies(lab, data));
    return new Page(name(), "Error by the size of the training set (Figure 6)")
        .text(
            Format.of(
                "LeNet-5, recipe `%s`. %s patterns are the %s digits as they stand and nine distorted"
                    + " copies of each (%s); each pass shows every digit in one of its ten versions,"
                    + " so that the length of training is unchanged and 20 passes show every pattern"
                    + " twice. Mean over the seeds, the band from the smallest to the largest.",
                lab.recipe().name(),
                Format.count((long) all * Lab.VERSIONS),
                Format.count(all),
                amounts(Lab.DISTORTION)))
        .figure("Error by the size of the training set")
        .table(comparison(sizes, all))
        .heading("Fit")
        .text(fitText(sizes))
        .report(lab, data, () -> chart(sizes).draw());
  }

  private static Size size(Lab lab, int count, Table data) {
    Runs runs = new Runs(lab);
    List<Trained> trained =
        lab.seeds().stream().map(seed -> runs.train(run(lab, count, seed)).orThrow()).toList();
    List<Double> training = trained.stream().map(Trained::trainingError).toList();
    return size(count, false, trained, training, data);
  }

  private static Run run(Lab lab, int count, long seed) {
    Run whole = lab.run(seed);
    if (count == lab.training().count()) {
      return whole;
    }
    String name = "lenet5-%s-first%d-seed%d".formatted(whole.recipe().name(), count, seed);
    return new Run(name, whole.recipe(), seed, lab.training().first(count), lab.test(), true);
  }

  private static Size copies(Lab lab, Table data) {
    Runs runs = new Runs(lab);
    List<Trained> trained =
        lab.seeds().stream().map(seed -> runs.train(lab.distorted(seed)).orThrow()).toList();
    List<Double> shown = trained.stream().map(run -> onAllVersions(lab, run)).toList();
    return size(lab.training().count() * Lab.VERSIONS, true, trained, shown, data);
  }

  private static Size size(
      int patterns, boolean copies, List<Trained> runs, List<Double> shown, Table data) {
    for (int i = 0; i < runs.size(); i++) {
      Trained run = runs.get(i);
      data.row(
          patterns,
          run.seed(),
          Format.percent(run.testError()),
          Format.percent(run.trainingError()),
          Format.percent(shown.get(i)));
    }
    return new Size(
        patterns,
        copies,
        Spread.of(runs.stream().map(Trained::testError).toList()).percent(),
        Spread.of(runs.stream().map(Trained::trainingError).toList()).percent(),
        Spread.of(shown).percent());
  }

  /** The misread part of all patterns that the run has seen: every digit in all its versions. */
  private static double onAllVersions(Lab lab, Trained run) {
    Model model = run.model();
    return new Kept(lab)
        .measure(
            "versions-%s-seed%d".formatted(lab.recipe().name(), run.seed()),
            Kept.subject(model, lab.training()),
            () -> List.of(evaluate(lab, model, run.checkpoint().recipe().settings(), run.seed())))
        .get(0);
  }

  private static double evaluate(Lab lab, Model model, Settings settings, long seed) {
    LabelledImages images = lab.training();
    GreyImages grey = GreyImages.of(images);
    Tally sum = Tally.NONE;
    try (ResidentImages resident = lab.backend().load(grey, model.scaling());
        Plan plan = lab.backend().plan(PlanSpec.inference(model.network(), CAPACITY))) {
      plan.write(Vector.PARAMETERS, model.parameters());
      Source.Samples samples = Source.Samples.all(resident);
      for (int version = 0; version < settings.versions(); version++) {
        lab.requireGoingOn("the error on all versions");
        Source.Samples shown = Versions.shown(samples, version, settings.distortion(), seed);
        sum = sum.plus(plan.evaluate(settings.loss(), shown).await());
      }
    }
    return sum.errorRate();
  }

  private static Table comparison(List<Size> sizes, int all) {
    Table table =
        new Table(
            "patterns",
            "paper, test (%)",
            "test error (%)",
            "training error, digits as they stand (%)",
            "training error, all patterns (%)",
            "test less training (%)");
    for (Size size : sizes) {
      String paper = size.copies() ? Format.of("%.1f", Paper.DISTORTED_TEST_ERROR) : "curve only";
      if (size.patterns() == all) {
        paper = Format.of("%.2f", Paper.TEST_ERROR);
      }
      table.row(
          Format.count(size.patterns()),
          paper,
          size.test().text("%.2f"),
          size.training().text("%.2f"),
          size.shown().text("%.2f"),
          Format.of("%.2f", size.gap()));
    }
    return table;
  }

  /** log of the gap by log of the size, over the sizes where there is one. */
  private static List<double[]> logarithms(List<Size> sizes) {
    return sizes.stream()
        .filter(size -> size.gap() > LEAST_DRAWN)
        .map(size -> new double[] {Math.log(size.patterns()), Math.log(size.gap() / 100)})
        .toList();
  }

  private static String fitText(List<Size> sizes) {
    String model =
        "E_test − E_train = k·(h/P)^α is a straight line of slope −α in"
            + " log(E_test − E_train) = c − α·log P, c = log k + α·log h";
    List<double[]> points = logarithms(sizes);
    if (points.size() < 2) {
      return model + "; here fewer than two sizes have a test error above the training error.";
    }
    LineFit fit = LineFit.of(points);
    return Format.of(
        "%s. Natural logarithms, errors as parts of 1, means over the seeds, E_train on the digits"
            + " as they stand, which are of the test set's kind: over %d sizes **α = %.2f, c ="
            + " %.2f**.",
        model, points.size(), -fit.slope(), fit.offset());
  }

  private static LineChart chart(List<Size> sizes) {
    double[] axis = sizes.stream().mapToDouble(Size::patterns).toArray();
    List<Spread> test = drawn(sizes.stream().map(Size::test));
    List<Spread> training = drawn(sizes.stream().map(Size::training));
    double least = Math.min(Paper.DISTORTED_TEST_ERROR, leastOf(test));
    LineChart chart =
        new LineChart("training patterns P", "error (%)")
            .doublingX(axis[0], axis[0] / 1.2, axis[3] * 1.2)
            .doublingY(0.7 * Math.min(least, leastOf(training)), 1.3 * test.get(0).most())
            .band("test error", axis, test)
            .band("training error", axis, training);
    List<Size> gaps = sizes.stream().filter(size -> size.gap() > LEAST_DRAWN).toList();
    if (gaps.size() >= 2) {
      double[] at = gaps.stream().mapToDouble(Size::patterns).toArray();
      LineFit fit = LineFit.of(logarithms(sizes));
      chart
          .curve("test less training", at, gaps.stream().mapToDouble(Size::gap).toArray())
          .dashed(
              Format.of("fit to that, α = %.2f", -fit.slope()),
              at,
              DoubleStream.of(at).map(size -> 100 * Math.exp(fit.at(Math.log(size)))).toArray());
    }
    return chart.points(
        "paper: test, 0.95 % and 0.8 %",
        new double[] {axis[2], axis[3]},
        new double[] {Paper.TEST_ERROR, Paper.DISTORTED_TEST_ERROR});
  }

  private static List<Spread> drawn(Stream<Spread> errors) {
    return errors.map(error -> error.atLeast(LEAST_DRAWN)).toList();
  }

  private static double leastOf(List<Spread> errors) {
    return errors.stream().mapToDouble(Spread::least).min().orElseThrow();
  }
}
