package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.UpdateRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The steps of the parameters. */
record UpdateEquations(UpdateRule rule) {

  /**
   * w ← w − rate·g; v ← momentum·v + g, w ← w − rate·v, or with Nesterov's w ← w − rate·(momentum·v
   * + g); w ← w − η/(μ + h)·g; Adam. Before some g ← g·min(1, norm/‖g‖), or g ← g + β·∂H/∂w, or w ←
   * (1 − rate·decay)·w. A value that single precision cannot hold is not taken.
   *
   * @return whether all were taken
   */
  boolean apply(Map<Vector, double[]> vectors, List<Parameter> parameters) {
    double[] g = vectors.get(Vector.GRADIENT);
    if (rule instanceof UpdateRule.Clipped clipped) {
      double length = Math.sqrt(Arrays.stream(g).map(value -> value * value).sum());
      double scale = length > clipped.norm() ? clipped.norm() / length : 1;
      Arrays.setAll(g, k -> g[k] * scale);
      return new UpdateEquations(clipped.rule()).apply(vectors, parameters);
    } else if (rule instanceof UpdateRule.Decayed decayed) {
      double[] w = vectors.get(Vector.PARAMETERS);
      for (Parameter parameter : parameters) {
        for (int i = 0; parameter.name().endsWith(".weight") && i < parameter.size(); i++) {
          w[parameter.offset() + i] *= 1 - (double) decayed.rule().rate() * decayed.decay();
        }
      }
      return new UpdateEquations(decayed.rule()).apply(vectors, parameters);
    } else if (rule instanceof UpdateRule.Penalized penalized) {
      penalize(penalized, vectors.get(Vector.PARAMETERS), g, parameters);
      return new UpdateEquations(penalized.rule()).apply(vectors, parameters);
    }
    return step(vectors);
  }

  private static void penalize(
      UpdateRule.Penalized rule, double[] w, double[] g, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (parameter.name().endsWith(".weight")) {
        for (int k = parameter.offset(); k < parameter.offset() + parameter.size(); k++) {
          double slope = rule.penalty() == UpdateRule.Penalty.L1 ? Math.signum(w[k]) : 2 * w[k];
          g[k] += rule.beta() * slope;
        }
      }
    }
  }

  private boolean step(Map<Vector, double[]> vectors) {
    double[] w = vectors.get(Vector.PARAMETERS);
    double[] g = vectors.get(Vector.GRADIENT);
    double[] h = vectors.get(Vector.CURVATURE);
    double[] v = vectors.get(Vector.VELOCITY);
    double[] squares = vectors.get(Vector.SQUARES);
    boolean finite = true;
    for (int k = 0; k < w.length; k++) {
      double step = 0;
      if (rule instanceof UpdateRule.GradientDescent descent) {
        step = descent.rate() * g[k];
      } else if (rule instanceof UpdateRule.Momentum momentum) {
        v[k] = momentum.momentum() * v[k] + g[k];
        double direction = momentum.nesterov() ? momentum.momentum() * v[k] + g[k] : v[k];
        step = momentum.rate() * direction;
      } else if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
        step = lm.eta() / ((double) lm.mu() + h[k]) * g[k];
      } else if (rule instanceof UpdateRule.Adam adam) {
        int t = adam.updates() + 1;
        double b1 = adam.beta1();
        double b2 = adam.beta2();
        v[k] = b1 * v[k] + (1 - b1) * g[k];
        squares[k] = b2 * squares[k] + (1 - b2) * g[k] * g[k];
        double mean = adam.corrected() ? v[k] / (1 - Math.pow(b1, t)) : v[k];
        double square = adam.corrected() ? squares[k] / (1 - Math.pow(b2, t)) : squares[k];
        step = adam.rate() * mean / (Math.sqrt(square) + adam.epsilon());
      }
      boolean taken = Float.isFinite((float) (w[k] - step)) && Float.isFinite((float) squares[k]);
      w[k] -= taken ? step : 0;
      finite &= taken;
    }
    return finite;
  }
}
