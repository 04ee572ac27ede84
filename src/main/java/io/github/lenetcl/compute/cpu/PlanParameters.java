package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.UpdateRule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A plan's vectors of a value for each parameter, with zeros behind them, and their updates. */
final class PlanParameters {

  /** Into how many parts an update is divided, at most. */
  private static final int PARTS = 16;

  /** With fewer parameters for each thread, waking it takes longer than what it saves. */
  private static final int LEAST_PART = 1 << 15;

  private final int length;
  private final List<Parameter> parameters;
  private final Map<Vector, float[]> vectors = new EnumMap<>(Vector.class);

  /** A rate for each parameter by {@link #ratesRule}, until h changes. */
  private float[] rates = {};

  /** To work in. */
  private final float[] next;

  private Optional<UpdateRule> ratesRule = Optional.empty();

  /** Whether a loss or an update was not finite: the parameters stay as they are. */
  private boolean halted;

  /**
   * Makes them, all zero.
   *
   * @param training whether there is more than the parameters
   * @param zeros how many zeros are read behind them
   */
  PlanParameters(Network network, boolean training, int zeros) {
    length = network.parameterCount();
    parameters = network.parameters();
    for (Vector vector : training ? Vector.values() : new Vector[] {Vector.PARAMETERS}) {
      vectors.put(vector, new float[length + zeros]);
    }
    next = new float[training ? PARTS * AdamStep.PLACES * Step.SLICE : 0];
  }

  /** Returns the array of a vector. */
  float[] get(Vector vector) {
    float[] found = vectors.get(vector);
    if (found == null) {
      throw new IllegalStateException(vector + ": this plan was not made for training");
    }
    return found;
  }

  void write(Vector vector, float[] values) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          vector + ": " + values.length + " values, wanted " + length);
    }
    System.arraycopy(values, 0, get(vector), 0, length);
    if (vector == Vector.PARAMETERS) {
      halted = false;
    }
    ratesRule = Optional.empty();
  }

  float[] read(Vector vector) {
    return Arrays.copyOf(get(vector), length);
  }

  /** Returns what the losses came to, and halts where one was not finite. */
  Tally tally(float[] losses, byte[] wrong) {
    Tally tally = Tally.of(losses, wrong);
    if (halted && tally.notFinite() < 0) {
      tally = tally.failedFrom(0);
    }
    halted |= tally.notFinite() >= 0;
    return tally;
  }

  /** Makes an update, shared out among threads where there are many parameters. */
  void update(UpdateRule rule, Workers workers) {
    if (halted) {
      return;
    }
    float[] gradient = get(Vector.GRADIENT);
    if (rule instanceof UpdateRule.Adam adam) {
      AdamStep step =
          new AdamStep(
              adam,
              get(Vector.PARAMETERS),
              gradient,
              get(Vector.VELOCITY),
              get(Vector.SQUARES),
              next);
      share(workers, step::slices);
    } else if (rule instanceof UpdateRule.Momentum momentum && !momentum.nesterov()) {
      float[] velocity = get(Vector.VELOCITY);
      Step step = new Step(get(Vector.PARAMETERS), velocity, rates(rule), next);
      share(
          workers,
          (from, to, part) -> {
            accelerate(velocity, momentum.momentum(), gradient, from, to);
            return step.slices(from, to, part);
          });
    } else if (hasRates(rule)) {
      Step step = new Step(get(Vector.PARAMETERS), gradient, rates(rule), next);
      share(workers, step::slices);
    } else {
      halted = !UpdateOperation.update(rule, vectors, parameters);
    }
  }

  /** Changes a range of parameters and returns whether every new value was finite. */
  private interface Slices {
    boolean change(int from, int to, int part);
  }

  private void share(Workers workers, Slices slices) {
    int parts = Math.max(1, Math.min(Math.min(workers.threads(), PARTS), length / LEAST_PART));
    boolean[] good = new boolean[parts];
    workers.run(
        parts,
        part -> {
          int from = (int) ((long) length * part / parts);
          int to = (int) ((long) length * (part + 1) / parts);
          good[part] = slices.change(from, to, part);
        });
    for (boolean each : good) {
      halted |= !each;
    }
  }

  /** Returns whether a rule is a step down the gradient at a rate for each parameter. */
  static boolean hasRates(UpdateRule rule) {
    return rule instanceof UpdateRule.GradientDescent
        || rule instanceof UpdateRule.LevenbergMarquardt;
  }

  /**
   * Takes a step, unless halted, by a gradient that whoever takes it may leave away, and halts
   * where a new value was not finite.
   *
   * @param rule one with rates
   * @param taking returns whether every new value was finite
   */
  void step(UpdateRule rule, Predicate<Step> taking) {
    if (!halted) {
      Step step = new Step(get(Vector.PARAMETERS), get(Vector.GRADIENT), rates(rule), next);
      halted = !taking.test(step);
    }
  }

  /** To be called when the second derivatives are others: the rates follow from them. */
  void curvatureChanged() {
    ratesRule = Optional.empty();
  }

  private static void accelerate(float[] v, float momentum, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      v[k] = momentum * v[k] + g[k];
    }
  }

  /** They change only with h and the rule: a division for each parameter and update is saved. */
  private float[] rates(UpdateRule rule) {
    if (!ratesRule.equals(Optional.of(rule))) {
      float[] h = get(Vector.CURVATURE);
      rates = new float[h.length];
      for (int k = 0; k < h.length; k++) {
        rates[k] = rate(rule, h[k]);
      }
      ratesRule = Optional.of(rule);
    }
    return rates;
  }

  private static float rate(UpdateRule rule, float h) {
    if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
      return lm.eta() / (lm.mu() + h);
    } else if (rule instanceof UpdateRule.Momentum momentum) {
      return momentum.rate();
    } else if (rule instanceof UpdateRule.GradientDescent descent) {
      return descent.rate();
    }
    throw new IllegalArgumentException("no rates for the update rule " + rule);
  }
}
