package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;

/** The steps of the parameters. */
record UpdateEquations(UpdateRule rule) {

  /** w ← w − rate·g; v ← momentum·v + g, w ← w − rate·v; w ← w − η/(μ + h)·g. */
  void apply(Map<Vector, double[]> vectors) {
    double[] w = vectors.get(Vector.PARAMETERS);
    double[] g = vectors.get(Vector.GRADIENT);
    double[] h = vectors.get(Vector.CURVATURE);
    double[] v = vectors.get(Vector.VELOCITY);
    for (int k = 0; k < w.length; k++) {
      if (rule instanceof UpdateRule.GradientDescent descent) {
        w[k] -= descent.rate() * g[k];
      } else if (rule instanceof UpdateRule.Momentum momentum) {
        v[k] = momentum.momentum() * v[k] + g[k];
        w[k] -= momentum.rate() * v[k];
      } else if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
        w[k] -= lm.eta() / ((double) lm.mu() + h[k]) * g[k];
      }
    }
  }
}
