package io.github.lenetcl.experiment;

import io.github.lenetcl.network.Network;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figure 9: LeNet-5 beside other methods of the paper, all trained by the same engine. */
final class MethodsExperiment implements Experiment, Trainings {

  /** A method with what it came to. */
  private record Outcome(
      String name, Network network, String paperParameters, double paper, List<Trained> runs) {

    Spread error() {
      return Spread.of(runs.stream().map(Trained::testError).toList()).percent();
    }
  }

  @Override
  public String name() {
    return "methods";
  }

  @Override
  public String summary() {
    return "Figure 9: LeNet-5 beside other methods";
  }

  @Override
  public List<Run> trainings(Lab lab) {
    List<Run> runs = new ArrayList<>();
    for (long seed : lab.seeds()) {
      Method.others().forEach(method -> runs.add(run(lab, method, seed)));
      runs.add(lab.run(seed));
      runs.add(lab.distorted(seed));
    }
    return runs;
  }

  @Override
  public Report run(Lab lab) {
    if (lab.training().classes().size() != 10) {
      throw new IllegalArgumentException(
          "methods: %d classes, wanted ten digits".formatted(lab.training().classes().size()));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Method method : Method.others()) {
      outcomes.add(train(lab, method));
    }
    outcomes.add(lenet5(lab, "LeNet-5", Paper.TEST_ERROR, lab.lenet5()));
    Runs runs = new Runs(lab);
    outcomes.add(
        lenet5(
            lab,
            "LeNet-5, distorted digits",
            Paper.DISTORTED_TEST_ERROR,
            lab.seeds().stream().map(seed -> runs.train(lab.distorted(seed)).orThrow()).toList()));
    Table data = new Table("method", "seed", "parameters", "multiply_adds", "test_error_percent");
    BarChart chart = new BarChart("test error (%)", "paper", "here");
    for (Outcome outcome : outcomes) {
      chart.bars(outcome.name(), outcome.paper(), outcome.error().mean());
      for (Trained run : outcome.runs()) {
        data.row(
            outcome.name(),
            run.seed(),
            outcome.network().parameterCount(),
            outcome.network().multiplyAdds(),
            Format.percent(run.testError()));
      }
    }
    return new Page(name(), "LeNet-5 beside other methods (Figure 9)")
        .text(
            Format.of(
                "All trained by recipe `%s`: LeNet-5 with its own loss, the others with equation (8)"
                    + " and the ±1 codes one of ten. Digits as they are; LeNet-1 gets them at 16×16 in"
                    + " 28×28 pixels. Where the paper is silent on connections, see the class"
                    + " `Architectures`. Multiply-adds are those of one digit, forward.",
                lab.recipe().name()))
        .figure("Test errors of the methods, the paper's and those found here")
        .table(comparison(outcomes))
        .report(lab, data, chart::draw);
  }

  private static Outcome train(Lab lab, Method method) {
    Runs runs = new Runs(lab);
    List<Trained> trained =
        lab.seeds().stream().map(seed -> runs.train(run(lab, method, seed)).orThrow()).toList();
    return new Outcome(
        method.name(), method.network(), method.paperParameters(), method.paperError(), trained);
  }

  private static Run run(Lab lab, Method method, long seed) {
    Recipe recipe = lab.scaled(lab.recipe()).with(Settings::withMeanSquaredError);
    String kind = method.name().toLowerCase(Locale.ROOT).replace(' ', '-');
    return new Run(
        "%s-%s-seed%d".formatted(kind, recipe.name(), seed),
        method.network(),
        recipe,
        seed,
        method.images().apply(lab.training()),
        method.images().apply(lab.test()),
        false);
  }

  private static Outcome lenet5(Lab lab, String name, double paper, List<Trained> runs) {
    return new Outcome(name, lab.run(1).network(), "60,000", paper, runs);
  }

  private static Table comparison(List<Outcome> outcomes) {
    Table table =
        new Table(
            "method",
            "parameters, paper",
            "parameters",
            "multiply-adds",
            "test error, paper (%)",
            "test error, here (%)");
    for (Outcome outcome : outcomes) {
      table.row(
          outcome.name(),
          outcome.paperParameters(),
          Format.count(outcome.network().parameterCount()),
          Format.count(outcome.network().multiplyAdds()),
          Format.of("%.2f", outcome.paper()),
          outcome.error().text("%.2f"));
    }
    return table;
  }
}
