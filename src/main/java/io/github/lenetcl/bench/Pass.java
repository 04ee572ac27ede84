package io.github.lenetcl.bench;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.training.Recipe;

/** One way through some samples, finished when it returns. */
interface Pass {

  void run(Source.Samples samples);

  /** Updates as a recipe makes them at first. */
  static Pass training(Plan plan, Recipe recipe, int batch) {
    Loss loss = recipe.settings().loss();
    UpdateRule rule = recipe.rule(1, 0, 1);
    return samples -> {
      Tally tally = plan.train(loss, rule, samples, batch).await();
      if (tally.notFinite() >= 0) {
        throw new IllegalStateException("a loss was not finite: updates were left out");
      }
    };
  }

  /** Penalties, read back batch by batch. */
  static Pass inference(Plan plan, int batch) {
    int classes = plan.output().size();
    return samples -> {
      for (int start = 0; start < samples.count(); start += batch) {
        plan.forward(samples.part(start, batch));
        if (plan.outputs().length != batch * classes) {
          throw new IllegalStateException("outputs are missing");
        }
      }
    };
  }
}
