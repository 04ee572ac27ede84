package io.github.lenetcl.compute.cpu.blocks;

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

  /** With fewer parameters for each thread, waking it takes longer than what it saves. */
  private static final int LEAST_PART = 1 << 15;

  private final int length;
  private final List<Parameter> parameters;
  private final Map<Vector, float[]> vectors = new EnumMap<>(Vector.class);

  /** A rate for each parameter by {@link #ratesRule}, until h changes. */
  private float[] rates = {};

  private final Descents descents;

  /** What makes steps down the gradient. */
  interface Descents {

    /** Returns what makes the steps of plain loops, bit for bit. */
    Slices of(DescentSlices plain);
  }

  /** To work in. */
  private float[] next = {};

  private Optional<UpdateRule> ratesRule = Optional.empty();

  /** Whether a loss or an update was not finite: the parameters stay as they are. */
  private volatile boolean halted;

  /**
   * Makes them, all zero.
   *
   * @param training whether there is more than the parameters
   * @param zeros how many zeros are read behind them
   * @param descents what makes steps down the gradient
   */
  PlanParameters(Network network, boolean training, int zeros, Descents descents) {
    this.descents = descents;
    length = network.parameterCount();
    parameters = network.parameters();
    for (Vector vector : training ? Vector.values() : new Vector[] {Vector.PARAMETERS}) {
      vectors.put(vector, new float[length + zeros]);
    }
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
    change(rule, workers).share(ParameterRanges.of(0, length), workers);
  }

  /**
   * An update that may be made part by part, by several threads at once: each part as soon as its
   * gradient is there, while a cache still holds it.
   */
  interface Change {

    /** Changes nothing. */
    Change NONE =
        new Change() {
          @Override
          public boolean part(float[] gradient, int at, ParameterRanges.Range range, int worker) {
            return false;
          }

          @Override
          public void share(ParameterRanges left, Workers workers) {}
        };

    /**
     * Changes some parameters, or returns false: their gradient is to go with all the others.
     *
     * @param gradient their gradient
     * @param at where it begins
     * @param worker which of the threads does
     */
    boolean part(float[] gradient, int at, ParameterRanges.Range range, int worker);

    /** Changes the parameters that are left by the plan's gradient, shared out among threads. */
    void share(ParameterRanges left, Workers workers);
  }

  /**
   * Begins an update; it changes nothing when halted. Rules that look at the whole gradient wait
   * for it.
   */
  Change change(UpdateRule rule, Workers workers) {
    if (halted) {
      return Change.NONE;
    }
    makeRoom(workers.threads());
    boolean parts =
        hasRates(rule) || rule instanceof UpdateRule.Momentum || rule instanceof UpdateRule.Adam;
    return parts ? new Parts(slices(rule)) : new Whole(rule);
  }

  private void makeRoom(int threads) {
    if (next.length < threads * AdamSlices.PLACES * Slices.SLICE) {
      next = new float[threads * AdamSlices.PLACES * Slices.SLICE];
    }
  }

  private Slices slices(UpdateRule rule) {
    float[] w = get(Vector.PARAMETERS);
    if (rule instanceof UpdateRule.GradientDescent descent) {
      return descent(w, descent.rate());
    } else if (rule instanceof UpdateRule.LevenbergMarquardt) {
      return descent(w, rates(rule));
    } else if (rule instanceof UpdateRule.Momentum momentum) {
      Slices step = descent(w, momentum.rate());
      float[] v = get(Vector.VELOCITY);
      return new MomentumSlices(v, momentum.momentum(), momentum.nesterov(), step);
    } else if (rule instanceof UpdateRule.Adam adam) {
      return new AdamSlices(adam, w, get(Vector.VELOCITY), get(Vector.SQUARES), next);
    }
    throw new IllegalArgumentException("no operation for the update rule " + rule);
  }

  private Slices descent(float[] w, float... rates) {
    return descents.of(new DescentSlices(w, rates, next));
  }

  /** A change that knows no other parameters than those of its part. */
  private final class Parts implements Change {

    private final Slices slices;

    Parts(Slices slices) {
      this.slices = slices;
    }

    @Override
    public boolean part(float[] gradient, int at, ParameterRanges.Range range, int worker) {
      if (!slices.change(gradient, at, range.from(), range.to(), worker)) {
        halted = true;
      }
      return true;
    }

    @Override
    public void share(ParameterRanges left, Workers workers) {
      float[] gradient = get(Vector.GRADIENT);
      int parts = Math.max(1, Math.min(workers.threads(), left.count() / LEAST_PART));
      workers.run(
          parts,
          (part, worker) -> {
            for (ParameterRanges.Range range : left.share(part, parts).ranges()) {
              part(gradient, range.from(), range, worker);
            }
          });
    }
  }

  /** A change that looks at the whole gradient. */
  private final class Whole implements Change {

    private final UpdateRule rule;

    Whole(UpdateRule rule) {
      this.rule = rule;
    }

    @Override
    public boolean part(float[] gradient, int at, ParameterRanges.Range range, int worker) {
      return false;
    }

    @Override
    public void share(ParameterRanges left, Workers workers) {
      float[] w = get(Vector.PARAMETERS);
      UpdateRule steps = UpdateOperation.begin(rule, w, get(Vector.GRADIENT), parameters);
      new Parts(slices(steps)).share(ParameterRanges.of(0, length), workers);
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
      makeRoom(1);
      Step step = new Step(get(Vector.PARAMETERS), get(Vector.GRADIENT), rates(rule), next);
      halted = !taking.test(step);
    }
  }

  /** Returns whether the parameters stay as they are. */
  boolean isHalted() {
    return halted;
  }

  /** To be called when the second derivatives are others: the rates follow from them. */
  void curvatureChanged() {
    ratesRule = Optional.empty();
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
    } else if (rule instanceof UpdateRule.GradientDescent descent) {
      return descent.rate();
    }
    throw new IllegalArgumentException("no rates for the update rule " + rule);
  }
}
