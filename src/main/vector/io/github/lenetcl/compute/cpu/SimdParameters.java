package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.UpdateRule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A plan's vectors of a value for each parameter, filled up to whole vectors, and their updates.
 */
final class SimdParameters {

  private static final float[] ONE_FOR_ALL = {};

  private final int length;
  private final Map<Vector, float[]> vectors = new EnumMap<>(Vector.class);

  /** The rates η/(μ + h) of {@link #ratesRule}, until h changes. */
  private float[] rates = {};

  private Optional<UpdateRule> ratesRule = Optional.empty();

  /** Whether a loss or an update was not finite: the parameters stay as they are. */
  private boolean halted;

  /**
   * Makes them, all zero.
   *
   * @param length the number of parameters
   * @param training whether there is more than the parameters
   */
  SimdParameters(int length, boolean training) {
    this.length = length;
    // Room for a vector that overruns the last parameter.
    int whole = (length + 2 * SimdNetwork.VECTOR) / SimdNetwork.VECTOR * SimdNetwork.VECTOR;
    for (Vector vector : training ? Vector.values() : new Vector[] {Vector.PARAMETERS}) {
      vectors.put(vector, new float[whole]);
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

  void update(UpdateRule rule) {
    if (halted) {
      return;
    }
    float[] w = get(Vector.PARAMETERS);
    float[] g = get(Vector.GRADIENT);
    if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
      halted = !SimdUpdates.descend(w, g, 0, rates(lm));
    } else if (rule instanceof UpdateRule.GradientDescent descent) {
      halted = !SimdUpdates.descend(w, g, descent.rate(), ONE_FOR_ALL);
    } else {
      UpdateRule.Momentum momentum = (UpdateRule.Momentum) rule;
      float[] velocity = get(Vector.VELOCITY);
      SimdUpdates.accelerate(velocity, momentum.momentum(), g);
      halted = !SimdUpdates.descend(w, velocity, momentum.rate(), ONE_FOR_ALL);
    }
  }

  /**
   * η/(μ + h) changes only with h and the rule: a division for each parameter and update is saved.
   */
  private float[] rates(UpdateRule.LevenbergMarquardt rule) {
    if (!ratesRule.equals(Optional.of(rule))) {
      float[] h = get(Vector.CURVATURE);
      rates = new float[h.length];
      for (int k = 0; k < h.length; k++) {
        rates[k] = rule.eta() / (rule.mu() + h[k]);
      }
      ratesRule = Optional.of(rule);
    }
    return rates;
  }
}
