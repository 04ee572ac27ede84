package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/** What of an update rule looks at the whole gradient, or comes before its steps. */
final class UpdateOperation {

  private UpdateOperation() {}

  /**
   * Does it.
   *
   * @param rule the rule
   * @param w the parameters, which may be filled up with zeros
   * @param g their gradient
   * @param parameters where the tensors stand in them
   * @return the rule of the steps that are left
   */
  static UpdateRule begin(UpdateRule rule, float[] w, float[] g, List<Parameter> parameters) {
    if (rule instanceof UpdateRule.Penalized penalized) {
      penalize(penalized, w, g, parameters);
      return begin(penalized.rule(), w, g, parameters);
    } else if (rule instanceof UpdateRule.Decayed decayed) {
      decay(decayed.factor(), w, parameters);
      return begin(decayed.rule(), w, g, parameters);
    } else if (rule instanceof UpdateRule.Clipped clipped) {
      clip(clipped.norm(), g);
      return begin(clipped.rule(), w, g, parameters);
    }
    return rule;
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
