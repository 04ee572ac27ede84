package io.github.lenetcl.experiment;

import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.evaluation.RejectionCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Figure 10: how much is misread where the most doubtful digits are rejected, with two measures of
 * doubt: a small margin between the best and the second penalty, and the probability of the rubbish
 * class of equation (9).
 */
final class RejectExperiment implements Experiment, Trainings {

  /** The error that Figure 10 asks for. */
  private static final double WANTED = 0.005;

  /** The rejections at which errors are told, in tenths of a per cent. */
  private static final int MOST_TENTHS = 50;

  private static final String MARGIN = "margin between best and second";
  private static final String RUBBISH = "rubbish class";

  @Override
  public String name() {
    return "reject";
  }

  @Override
  public String summary() {
    return "Figure 10: error against rejection";
  }

  @Override
  public List<Run> trainings(Lab lab) {
    return lab.seeds().stream().map(lab::run).toList();
  }

  @Override
  public Report run(Lab lab) {
    Map<String, List<RejectionCurve>> curves = new LinkedHashMap<>();
    List<Trained> runs = lab.lenet5();
    for (Trained run : runs) {
      List<Answer> answers;
      try (Classifier classifier = new Classifier(lab.backend(), run.model())) {
        answers = classifier.classify(lab.test());
      }
      List<Boolean> wrong = wrong(lab, answers);
      add(curves, MARGIN, answers, wrong, answer -> -answer.margin());
      add(curves, RUBBISH, answers, wrong, answer -> rubbish(answer.penalties()));
    }
    double[] rejections =
        IntStream.rangeClosed(0, MOST_TENTHS).mapToDouble(i -> i / 10.0).toArray();
    LineChart chart =
        new LineChart("rejected test digits (%)", "error on the others (%)")
            .x(0, MOST_TENTHS / 10.0, 1)
            .withoutMarkers();
    Table data = new Table("doubt", "seed", "rejected_percent", "error_percent");
    Table needed =
        new Table(
            "rejected by", "paper", "rejection for 0.5 % error (%)", "error at 1 % rejection (%)");
    double highest = 0;
    for (Map.Entry<String, List<RejectionCurve>> doubt : curves.entrySet()) {
      List<Spread> errors = at(rejections, doubt.getValue());
      highest = Math.max(highest, errors.get(0).most());
      chart.band(doubt.getKey(), rejections, errors);
      needed.row(
          doubt.getKey(),
          "not at hand",
          needed(doubt.getValue()),
          Spread.of(doubt.getValue().stream().map(curve -> curve.errorAt(0.01)).toList())
              .percent()
              .text("%.2f"));
      for (int run = 0; run < runs.size(); run++) {
        for (double rejection : rejections) {
          data.row(
              doubt.getKey(),
              runs.get(run).seed(),
              Format.of("%.1f", rejection),
              Format.percent(doubt.getValue().get(run).errorAt(rejection / 100)));
        }
      }
    }
    chart.y(0, highest).level("0.5 %", 0, MOST_TENTHS / 10.0, 100 * WANTED);
    return new Page(name(), "Error against rejection (Figure 10)")
        .text(
            Format.of(
                "LeNet-5, recipe `%s`. The most doubtful test digits are rejected, and the error is"
                    + " that of the others. Doubt is a small margin between the smallest and the second"
                    + " smallest penalty, or the probability that equation (9) gives the rubbish class."
                    + " Mean over the seeds, the band from the smallest to the largest.",
                lab.recipe().name()))
        .figure("Error against rejection")
        .table(needed)
        .report(lab, data, chart::draw);
  }

  /**
   * −log Σ e^−y, which orders answers as the probability of the rubbish class does, whatever j is,
   * and tells apart those where that is 1 but for the rounding.
   */
  private static double rubbish(float[] penalties) {
    double least = Double.POSITIVE_INFINITY;
    for (float penalty : penalties) {
      least = Math.min(least, penalty);
    }
    double sum = 0;
    for (float penalty : penalties) {
      sum += Math.exp(least - penalty);
    }
    return least - Math.log(sum);
  }

  private static List<Boolean> wrong(Lab lab, List<Answer> answers) {
    Set<Integer> mistakes =
        Evaluation.of(answers, lab.test()).mistakes().stream()
            .map(Evaluation.Mistake::index)
            .collect(Collectors.toSet());
    return IntStream.range(0, answers.size()).mapToObj(mistakes::contains).toList();
  }

  private static void add(
      Map<String, List<RejectionCurve>> curves,
      String name,
      List<Answer> answers,
      List<Boolean> wrong,
      ToDoubleFunction<Answer> doubt) {
    List<Double> doubts = answers.stream().mapToDouble(doubt).boxed().toList();
    curves.computeIfAbsent(name, key -> new ArrayList<>()).add(RejectionCurve.of(doubts, wrong));
  }

  private static List<Spread> at(double[] rejections, List<RejectionCurve> curves) {
    return DoubleStream.of(rejections)
        .mapToObj(
            rejection ->
                Spread.of(curves.stream().map(curve -> curve.errorAt(rejection / 100)).toList())
                    .percent())
        .toList();
  }

  private static String needed(List<RejectionCurve> curves) {
    List<Double> rejections =
        curves.stream()
            .map(curve -> curve.rejectionFor(WANTED))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return rejections.size() == curves.size()
        ? Spread.of(rejections).percent().text("%.2f")
        : "not reached by all seeds";
  }
}
