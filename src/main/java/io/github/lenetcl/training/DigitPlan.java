package io.github.lenetcl.training;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/**
 * A plan that trains in a way of its own, on lines of digits, and does everything else with single
 * digits, by another plan.
 */
abstract class DigitPlan implements Plan {

  /** Returns the plan for single digits, with the parameters that training has reached. */
  abstract Plan digits();

  @Override
  public PlanSpec spec() {
    return digits().spec();
  }

  @Override
  public void write(Vector vector, float[] values) {
    digits().write(vector, values);
  }

  @Override
  public float[] read(Vector vector) {
    return digits().read(vector);
  }

  @Override
  public void forward(Source source) {
    digits().forward(source);
  }

  @Override
  public float[] output(int layer) {
    return digits().output(layer);
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples samples, float weight) {
    return digits().seed(loss, samples, weight);
  }

  @Override
  public void seed(Seeds seeds) {
    digits().seed(seeds);
  }

  @Override
  public void backward(Accumulation accumulation) {
    digits().backward(accumulation);
  }

  @Override
  public void curvature(Accumulation accumulation) {
    digits().curvature(accumulation);
  }

  @Override
  public float[] inputGradient() {
    return digits().inputGradient();
  }

  @Override
  public void update(UpdateRule rule) {
    digits().update(rule);
  }

  @Override
  public Pending<Tally> evaluate(Loss loss, Source.Samples samples) {
    return digits().evaluate(loss, samples);
  }

  @Override
  public List<String> damagedGuards() {
    return digits().damagedGuards();
  }

  @Override
  public void close() {
    digits().close();
  }
}
