package io.github.lenetcl.experiment;

import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.StepSizes;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Figure 5: training and test error of LeNet-5 after each pass. */
final class CurveExperiment implements Experiment, Trainings {

  @Override
  public String name() {
    return "curve";
  }

  @Override
  public String summary() {
    return "Figure 5: training and test error after each pass";
  }

  @Override
  public List<Run> trainings(Lab lab) {
    return lab.seeds().stream().map(lab::run).toList();
  }

  @Override
  public Report run(Lab lab) {
    List<Trained> runs = lab.lenet5();
    int passes = lab.run(1).recipe().settings().passes();
    List<Spread> test = afterEach(passes, runs, Trained::testError);
    List<Spread> training =
        afterEach(passes, runs, (run, pass) -> run.trainingErrors().get(pass - 1));

    double[] axis = IntStream.rangeClosed(1, passes).asDoubleStream().toArray();
    LineChart chart =
        new LineChart("passes over the training set", "error (%)")
            .x(0, passes, 1)
            .y(0, highest(test, training))
            .band("test set", axis, test)
            .band("training set", axis, training)
            .level("paper: test, 0.95 %", Math.min(Paper.LEVELS_AFTER, passes), passes, 0.95);
    if (passes >= Paper.TRAINING_ERROR_PASS) {
      chart.point("paper: training, 0.35 %", Paper.TRAINING_ERROR_PASS, Paper.TRAINING_ERROR);
    }
    return new Page(name(), "Error by pass (Figure 5)")
        .text(
            ("LeNet-5, recipe `%s`: mean over the seeds and, in brackets and as a band, the smallest"
                    + " and the largest. Both errors are those of the parameters at the end of a"
                    + " pass, on the digits as they are.")
                .formatted(lab.recipe().name()))
        .figure("Training and test error after each pass")
        .table(comparison(runs, test, training))
        .table(byPass(test, training))
        .text("Settings: " + Page.settings(lab.run(1).recipe().settings().describe()) + ".")
        .report(lab, data(runs), chart::draw);
  }

  /** With the step of the first passes a later one may end higher than the first. */
  private static double highest(List<Spread> test, List<Spread> training) {
    return Stream.concat(test.stream(), training.stream())
        .mapToDouble(Spread::most)
        .max()
        .orElseThrow();
  }

  private static List<Spread> afterEach(
      int passes, List<Trained> runs, ToDoubleBiFunction<Trained, Integer> error) {
    return IntStream.rangeClosed(1, passes)
        .mapToObj(
            pass ->
                Spread.of(runs.stream().map(run -> error.applyAsDouble(run, pass)).toList())
                    .percent())
        .toList();
  }

  private static Table comparison(List<Trained> runs, List<Spread> test, List<Spread> training) {
    int last = test.size();
    int trained = Math.min(last, Paper.TRAINING_ERROR_PASS);
    Table table = new Table("", "paper", "here");
    table.row(
        "test error after " + last + " passes (%)",
        Format.of("%.2f after %d", Paper.TEST_ERROR, Paper.PASSES),
        test.get(last - 1).text("%.2f"));
    table.row(
        "training error after " + trained + " passes (%)",
        Format.of("%.2f after %d", Paper.TRAINING_ERROR, Paper.TRAINING_ERROR_PASS),
        training.get(trained - 1).text("%.2f"));
    if (last > Paper.LEVELS_AFTER) {
      table.row(
          "test error after " + Paper.LEVELS_AFTER + " passes (%)",
          "levels",
          test.get(Paper.LEVELS_AFTER - 1).text("%.2f"));
    }
    runs.get(0)
        .passes()
        .get(0)
        .steps()
        .ifPresent(
            steps ->
                table.row(
                    "effective steps of the first pass (seed 1)",
                    Paper.STEPS,
                    "%s to %s"
                        .formatted(
                            Format.number(steps.smallest()), Format.number(steps.largest()))));
    return table;
  }

  private static Table byPass(List<Spread> test, List<Spread> training) {
    Table table = new Table("pass", "test error (%)", "training error (%)");
    for (int i = 0; i < test.size(); i++) {
      table.row(i + 1, test.get(i).text("%.2f"), training.get(i).text("%.2f"));
    }
    return table;
  }

  private static Table data(List<Trained> runs) {
    Table table =
        new Table(
            "seed",
            "pass",
            "test_error_percent",
            "training_error_percent",
            "error_during_pass_percent",
            "loss_during_pass",
            "smallest_step",
            "largest_step",
            Report.SECONDS);
    for (Trained run : runs) {
      for (PassResult pass : run.passes()) {
        table.row(
            run.seed(),
            pass.pass(),
            Format.percent(pass.testError().orElseThrow()),
            Format.percent(run.trainingErrors().get(pass.pass() - 1)),
            Format.percent(pass.trainingError()),
            Format.number(pass.loss()),
            pass.steps().map(StepSizes::smallest).map(Format::number).orElse(""),
            pass.steps().map(StepSizes::largest).map(Format::number).orElse(""),
            Format.of("%.2f", pass.seconds()));
      }
    }
    return table;
  }
}
