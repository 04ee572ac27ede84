package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.Map;

/**
 * The update rules, value by value. A value that would not be finite is kept as it is, in Adam also
 * one with such a mean of squares.
 */
final class UpdateOperation {

  private UpdateOperation() {}

  /**
   * Changes the parameters.
   *
   * @param rule the rule
   * @param vectors the plan's vectors, which may be filled up with zeros
   * @param parameters where the tensors stand in them
   * @return whether every new value was finite
   */
  static boolean update(UpdateRule rule, Map<Vector, float[]> vectors, List<Parameter> parameters) {
    float[] w = vectors.get(Vector.PARAMETERS);
    float[] g = vectors.get(Vector.GRADIENT);
    if (rule instanceof UpdateRule.GradientDescent descent) {
      return descend(descent.rate(), w, g);
    } else if (rule instanceof UpdateRule.Momentum momentum) {
      return accelerate(momentum, w, g, vectors.get(Vector.VELOCITY));
    } else if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
      return levenbergMarquardt(lm.eta(), lm.mu(), w, g, vectors.get(Vector.CURVATURE));
    } else if (rule instanceof UpdateRule.Adam adam) {
      return adam(adam, w, g, vectors.get(Vector.VELOCITY), vectors.get(Vector.SQUARES));
    } else if (rule instanceof UpdateRule.Penalized penalized) {
      penalize(penalized, w, g, parameters);
      return update(penalized.rule(), vectors, parameters);
    } else if (rule instanceof UpdateRule.Decayed decayed) {
      decay(decayed.factor(), w, parameters);
      return update(decayed.rule(), vectors, parameters);
    } else if (rule instanceof UpdateRule.Clipped clipped) {
      clip(clipped.norm(), g);
      return update(clipped.rule(), vectors, parameters);
    }
    throw new IllegalArgumentException("no operation for the update rule " + rule);
  }

  private static boolean descend(float rate, float[] w, float[] step) {
    boolean finite = true;
    for (int k = 0; k < w.length; k++) {
      float value = w[k] - rate * step[k];
      boolean good = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = good ? value : w[k];
      finite &= good;
    }
    return finite;
  }

  private static boolean accelerate(UpdateRule.Momentum rule, float[] w, float[] g, float[] v) {
    for (int k = 0; k < v.length; k++) {
      v[k] = rule.momentum() * v[k] + g[k];
    }
    if (!rule.nesterov()) {
      return descend(rule.rate(), w, v);
    }
    float[] ahead = new float[v.length];
    for (int k = 0; k < v.length; k++) {
      ahead[k] = rule.momentum() * v[k] + g[k];
    }
    return descend(rule.rate(), w, ahead);
  }

  private static boolean levenbergMarquardt(float eta, float mu, float[] w, float[] g, float[] h) {
    boolean finite = true;
    for (int k = 0; k < w.length; k++) {
      float value = w[k] - eta / (mu + h[k]) * g[k];
      boolean good = Math.abs(value) <= Float.MAX_VALUE;
      w[k] = good ? value : w[k];
      finite &= good;
    }
    return finite;
  }

  private static boolean adam(UpdateRule.Adam rule, float[] w, float[] g, float[] m, float[] v) {
    float[] next = new float[AdamSlices.PLACES * Slices.SLICE];
    return new AdamSlices(rule, w, m, v, next).change(g, 0, 0, w.length, 0);
  }

  /** Adds β·∂H/∂w. */
  private static void penalize(
      UpdateRule.Penalized rule, float[] w, float[] g, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (parameter.isWeight()) {
        int end = parameter.offset() + parameter.size();
        for (int k = parameter.offset(); k < end; k++) {
          g[k] += rule.beta() * slope(rule.penalty(), w[k]);
        }
      }
    }
  }

  private static void decay(float factor, float[] w, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (parameter.isWeight()) {
        int end = parameter.offset() + parameter.size();
        for (int k = parameter.offset(); k < end; k++) {
          w[k] *= factor;
        }
      }
    }
  }

  private static float slope(UpdateRule.Penalty penalty, float w) {
    return switch (penalty) {
      case L1 -> Math.signum(w);
      case L2 -> 2 * w;
    };
  }

  /** The sum of squares is taken of g/norm, which leaves the range of a float only far above 1. */
  private static void clip(float norm, float[] g) {
    double sum = 0;
    for (float value : g) {
      double part = value / norm;
      sum += part * part;
    }
    float scale = (float) sum > 1 ? (float) (1 / Math.sqrt((float) sum)) : 1;
    for (int k = 0; k < g.length; k++) {
      g[k] *= scale;
    }
  }
}
