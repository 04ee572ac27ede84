package io.github.lenetcl.experiment;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.SgdRecipe;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * One sample for each update, mini-batches, or the whole set: what is lower after as many passes,
 * and what after as many seconds? Plain gradient descent at a fixed rate, so that nothing but the
 * batch differs. The rate of each is the best of one grid on the last sixth of the training set,
 * after a training on the rest; then all are trained on all of it. The whole set, which takes its
 * passes fastest, gets more of them.
 */
final class BatchingExperiment implements Experiment {

  /** Rates for the gradient of the mean loss of a batch. */
  private static final List<Float> RATES = List.of(0.0005f, 0.001f, 0.002f, 0.004f, 0.008f);

  private static final List<Integer> BATCHES = List.of(1, 10, 100, 1000);

  /** Of the training set this part, at its end, is for validation: 10,000 of 60,000. */
  private static final int VALIDATION = 6;

  /** How much shorter the trainings are that choose the rate. */
  private static final int TUNING = 2;

  private static final int PANEL_WIDTH = 1700;
  private static final int PANEL_HEIGHT = 850;

  /** An error that is smaller, per cent, is drawn here: the axis is logarithmic. */
  private static final double LEAST_DRAWN = 0.1;

  /** How many times the passes of the others the whole set gets. */
  private static final int WHOLE_SET_PASSES = 5;

  /**
   * A way to order the work.
   *
   * @param name its name
   * @param batch samples for each update
   * @param rate the rate on the mean gradient
   * @param chosen how the rate was chosen
   * @param runs a training for each seed
   */
  private record Order(String name, int batch, float rate, String chosen, List<Trained> runs) {

    boolean diverged() {
      return runs.stream().anyMatch(Trained::diverged);
    }

    /** The passes that every seed has ended. */
    int passes() {
      return runs.stream().mapToInt(run -> run.passes().size()).min().orElseThrow();
    }

    List<Spread> errors() {
      List<Spread> errors = new ArrayList<>();
      for (int pass = 1; pass <= passes(); pass++) {
        int at = pass;
        errors.add(Spread.of(runs.stream().map(run -> run.testError(at)).toList()).percent());
      }
      return errors;
    }

    /** The mean time of training to the end of each pass. */
    double[] seconds() {
      double[] sums = new double[passes()];
      for (Trained run : runs) {
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
          sum += run.passes().get(i).seconds();
          sums[i] += sum / runs.size();
        }
      }
      return sums;
    }
  }

  @Override
  public String name() {
    return "batching";
  }

  @Override
  public String summary() {
    return "one sample, mini-batches or the whole set for each update";
  }

  @Override
  public Report run(Lab lab) {
    int all = lab.training().count();
    List<Order> orders = new ArrayList<>();
    Table tuning = tuningTable();
    for (int batch : BATCHES) {
      if (batch < all) {
        float rate = tune(lab, batch, tuning);
        orders.add(train(lab, text(batch), batch, rate, "grid"));
      }
    }
    float one = orders.get(0).rate();
    float whole = tune(lab, all, tuning);
    orders.add(train(lab, "whole set", all, whole, "grid"));
    // The rule is for the sum over the patterns, whose gradient is P times the mean's.
    float ruled = (float) (one / Math.sqrt(all) * all);
    orders.add(train(lab, "whole set, rule of thumb", all, ruled, "rule of thumb"));
    return new Page(name(), "One sample, mini-batches or the whole set")
        .text(
            Format.of(
                "LeNet-5 by gradient descent with a fixed rate, with no second derivatives and no"
                    + " momentum, the loss that of recipe `sgd`. The rate of each is the best of"
                    + " one grid on the last %s training digits after %d passes over the others; then"
                    + " all are trained on all digits. The whole set has %d times as many passes. The"
                    + " rule of thumb divides the rate of one sample by √P where gradients are added"
                    + " up over the P patterns; for the mean gradient that is the rate of one sample"
                    + " times √P.",
                Format.count(all / VALIDATION), tuningPasses(lab), WHOLE_SET_PASSES))
        .figure("Test error by pass and by second")
        .table(comparison(orders))
        .text(verdict(orders))
        .heading("Choice of the rates")
        .text("Error on the validation digits (%), seed 1.")
        .table(tuning)
        .report(lab, data(orders), () -> figure(orders));
  }

  private static Table tuningTable() {
    List<String> heading = new ArrayList<>(List.of("samples per update"));
    RATES.forEach(rate -> heading.add("rate " + rate));
    return new Table(heading.toArray(String[]::new));
  }

  private static int passes(Lab lab) {
    return lab.passes().orElse(new SgdRecipe().settings().passes());
  }

  private static int tuningPasses(Lab lab) {
    return Math.max(1, passes(lab) / TUNING);
  }

  private static Recipe recipe(int batch, float rate, int passes) {
    return new SgdRecipe()
        .with(settings -> settings.withBatch(batch).withRate(rate).withPasses(passes));
  }

  /** {@return the rate of the grid with the least error on the validation digits} */
  private static float tune(Lab lab, int batch, Table table) {
    int all = lab.training().count();
    boolean whole = batch == all;
    int validation = all / VALIDATION;
    LabelledImages training = lab.training().range(0, all - validation);
    LabelledImages held = lab.training().range(all - validation, all);
    int size = Math.min(batch, training.count());
    int passes = tuningPasses(lab) * (whole ? WHOLE_SET_PASSES : 1);
    List<Object> row = new ArrayList<>(List.of(whole ? "whole set" : text(batch)));
    float best = RATES.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (float rate : RATES) {
      Run run =
          new Run(
              "batch%s-rate%s-tuning".formatted(whole ? "-all" : batch, rate),
              recipe(size, rate, passes),
              1,
              training,
              held,
              false);
      Trained trained = new Runs(lab).train(run);
      row.add(trained.diverged() ? "diverges" : Format.of("%.2f", 100 * trained.testError()));
      if (!trained.diverged() && trained.testError() < least) {
        least = trained.testError();
        best = rate;
      }
    }
    table.row(row.toArray());
    return best;
  }

  private static Order train(Lab lab, String name, int batch, float rate, String chosen) {
    boolean whole = batch == lab.training().count();
    int passes = passes(lab) * (whole ? WHOLE_SET_PASSES : 1);
    Runs runs = new Runs(lab);
    List<Trained> trained = new ArrayList<>();
    for (long seed : lab.seeds()) {
      String file = "batch%s-rate%s-seed%d".formatted(whole ? "-all" : batch, rate, seed);
      trained.add(
          runs.train(
              new Run(file, recipe(batch, rate, passes), seed, lab.training(), lab.test(), false)));
    }
    return new Order(name, batch, rate, chosen, trained);
  }

  private static String text(int batch) {
    return batch == 1 ? "1 sample" : Format.count(batch) + " samples";
  }

  private static Table comparison(List<Order> orders) {
    Table table =
        new Table(
            "for each update",
            "rate",
            "chosen by",
            "passes",
            "seconds",
            "test error at the end (%)",
            "least test error (%)");
    for (Order order : orders) {
      boolean none = order.passes() == 0;
      List<Spread> errors = order.errors();
      double[] seconds = order.seconds();
      table.row(
          order.name(),
          Format.number(order.rate()),
          order.chosen(),
          order.passes() + (order.diverged() ? ", then diverges" : ""),
          none ? "" : Format.of("%.0f", seconds[seconds.length - 1]),
          none ? "diverges" : errors.get(errors.size() - 1).text("%.2f"),
          none
              ? ""
              : Format.of("%.2f", errors.stream().mapToDouble(Spread::mean).min().orElseThrow()));
    }
    return table;
  }

  /** Says which was first at twice the lowest error, and which ended lowest. */
  private static String verdict(List<Order> orders) {
    List<Order> ended = orders.stream().filter(order -> !order.diverged()).toList();
    Order lowest = ended.get(0);
    for (Order order : ended) {
      if (last(order) < last(lowest)) {
        lowest = order;
      }
    }
    double goal = 2 * last(lowest);
    String fastest = "";
    double first = Double.POSITIVE_INFINITY;
    for (Order order : ended) {
      List<Spread> errors = order.errors();
      for (int i = 0; i < errors.size(); i++) {
        if (errors.get(i).mean() <= goal && order.seconds()[i] < first) {
          first = order.seconds()[i];
          fastest = order.name();
        }
      }
    }
    return Format.of(
        "Lowest at the end: **%s**, %.2f %%. First at %.2f %%, twice that: **%s**, after %.1f"
            + " seconds of training.",
        lowest.name(), last(lowest), goal, fastest, first);
  }

  private static double last(Order order) {
    List<Spread> errors = order.errors();
    return errors.get(errors.size() - 1).mean();
  }

  private static BufferedImage figure(List<Order> orders) {
    List<Order> drawn = orders.stream().filter(order -> order.passes() > 0).toList();
    double passes = drawn.stream().mapToInt(Order::passes).max().orElse(1);
    double shortest = drawn.stream().mapToDouble(order -> order.seconds()[0]).min().orElse(1);
    double longest =
        drawn.stream().mapToDouble(order -> order.seconds()[order.passes() - 1]).max().orElse(1);
    LineChart byPass = panel("passes over the training set", 1, passes, drawn);
    LineChart bySecond = panel("seconds of training", shortest, longest, drawn);
    for (Order order : drawn) {
      double[] axis = DoubleStream.iterate(1, pass -> pass + 1).limit(order.passes()).toArray();
      byPass.band(order.name(), axis, drawn(order));
      bySecond.band(order.name(), order.seconds(), drawn(order));
    }
    return Figures.grid(1, List.of(byPass.draw(), bySecond.draw()));
  }

  private static LineChart panel(String axis, double from, double to, List<Order> orders) {
    double least =
        orders.stream()
            .flatMap(order -> drawn(order).stream())
            .mapToDouble(Spread::least)
            .min()
            .orElse(1);
    return new LineChart(axis, "test error (%)", PANEL_WIDTH, PANEL_HEIGHT)
        .doublingX(1, from / 1.1, to * 1.1)
        .doublingY(0.8 * least, 100)
        .legend(LegendPosition.OutsideE);
  }

  private static List<Spread> drawn(Order order) {
    return order.errors().stream().map(error -> error.atLeast(LEAST_DRAWN)).toList();
  }

  private static Table data(List<Order> orders) {
    Table table =
        new Table(
            "batch", "rate", "chosen_by", "seed", "pass", "test_error_percent", Report.SECONDS);
    for (Order order : orders) {
      for (Trained run : order.runs()) {
        double seconds = 0;
        for (PassResult pass : run.passes()) {
          seconds += pass.seconds();
          table.row(
              order.batch(),
              Format.number(order.rate()),
              order.chosen(),
              run.seed(),
              pass.pass(),
              Format.percent(pass.testError().orElseThrow()),
              Format.of("%.2f", seconds));
        }
      }
    }
    return table;
  }
}
