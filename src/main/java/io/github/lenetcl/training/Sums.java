package io.github.lenetcl.training;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Mean derivatives over any number of samples, in parts that fit a plan. */
final class Sums {

  private Sums() {}

  /** Leaves the mean gradient in the plan and returns the losses. */
  static Tally gradient(Plan plan, Loss loss, Source.Samples samples) {
    return overParts(plan, loss, samples, plan::backward);
  }

  /** Leaves the mean diagonal second derivatives in the plan and returns the losses. */
  static Tally curvature(Plan plan, Loss loss, Source.Samples samples) {
    return overParts(plan, loss, samples, plan::curvature);
  }

  private static Tally overParts(
      Plan plan, Loss loss, Source.Samples samples, Consumer<Accumulation> pass) {
    List<Pending<Tally>> tallies = new ArrayList<>();
    int capacity = plan.spec().capacity();
    for (int start = 0; start < samples.count(); start += capacity) {
      Source.Samples part = samples.part(start, Math.min(capacity, samples.count() - start));
      plan.forward(part);
      tallies.add(plan.seed(loss, part, 1f / samples.count()));
      pass.accept(start == 0 ? Accumulation.REPLACE : Accumulation.ADD);
    }
    return tallies.stream().map(Pending::await).reduce(Tally.NONE, Tally::plus);
  }
}
