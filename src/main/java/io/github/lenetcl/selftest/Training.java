package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Some steps of training, after one estimate of the curvature.
 *
 * @param network the network, whose inputs are one map
 * @param loss the loss
 * @param rule the rule
 * @param batch samples for each step
 * @param samples the number of samples, the last step's fewer where the batch does not divide it
 * @param distortion how far images are distorted
 */
record Training(
    Network network, Loss loss, UpdateRule rule, int batch, int samples, Distortion distortion) {

  Training(Network network, Loss loss, UpdateRule rule, int batch, int samples) {
    this(network, loss, rule, batch, samples, Distortion.NONE);
  }

  /** How the steps are made. */
  enum Way {
    /** Forward, seed, backward, update. */
    COMPOSED,
    /** {@link Plan#train}, once for each step. */
    STEP_BY_STEP,
    /** {@link Plan#train}, once for all. */
    AT_ONCE
  }

  String title() {
    String drawn = distortion.equals(Distortion.NONE) ? "" : ", distorted";
    return rule.getClass().getSimpleName() + ", " + samples + " in batches of " + batch + drawn;
  }

  Results on(Backend backend, Way way) {
    Results results = new Results();
    Numbers numbers = new Numbers(samples);
    int height = network.input().height() - 2;
    int width = network.input().width() - 2;
    int classes = network.output().maps();
    PlanSpec spec = new PlanSpec(network, network.input(), batch, true, true);
    try (ResidentImages images =
            backend.load(numbers.images(samples, height, width, classes), Scaling.paper());
        Plan plan = backend.plan(spec)) {
      plan.write(Vector.PARAMETERS, numbers.parameters(network, 1.5));
      Source.Samples all =
          new Source.Samples(images, numbers.indices(samples, samples))
              .distorted(distortion, samples)
              .drawing(Draws.of(samples));
      estimateCurvature(plan, all.part(0, batch));
      Tally total = Tally.NONE;
      List<Float> steps = new ArrayList<>();
      int stride = way == Way.AT_ONCE ? samples : batch;
      for (int start = 0; start < samples; start += stride) {
        Source.Samples part = all.part(start, Math.min(stride, samples - start));
        UpdateRule now = rule.after(start / batch);
        Tally tally =
            way == Way.COMPOSED
                ? compose(plan, part, now)
                : plan.train(loss, now, part, batch).await();
        total = total.plus(tally);
        steps.add((float) tally.meanLoss());
      }
      results.add("total loss", "", (float) total.loss());
      results.add("misread", "", total.errors(), total.samples());
      results.add("parameters", "after", plan.read(Vector.PARAMETERS));
      results.add("parameters", "velocity", plan.read(Vector.VELOCITY));
      if (way == Way.STEP_BY_STEP) {
        for (int step = 0; step < steps.size(); step++) {
          results.add("losses", "step " + (1 + step), steps.get(step));
        }
      }
      results.checkGuards(plan);
    }
    return results;
  }

  private void estimateCurvature(Plan plan, Source.Samples samples) {
    plan.forward(samples);
    plan.seed(loss, samples, 1f / samples.count()).await();
    plan.curvature(Accumulation.REPLACE);
  }

  private Tally compose(Plan plan, Source.Samples samples, UpdateRule now) {
    plan.forward(samples);
    Tally tally = plan.seed(loss, samples, 1f / samples.count()).await();
    plan.backward(Accumulation.REPLACE);
    plan.update(now);
    return tally;
  }
}
