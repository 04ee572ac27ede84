package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.UpdateRule;
import java.util.Map;

/** The steps of the parameters. */
record UpdateEquations(UpdateRule rule) {

  /**
   * w ← w − rate·g; v ← momentum·v + g, w ← w − rate·v; w ← w − η/(μ + h)·g. A value that single
   * precision cannot hold is not taken.
   *
   * @return whether all were taken
   */
  boolean apply(Map<Vector, double[]> vectors) {
    double[] w = vectors.get(Vector.PARAMETERS);
    double[] g = vectors.get(Vector.GRADIENT);
    double[] h = vectors.get(Vector.CURVATURE);
    double[] v = vectors.get(Vector.VELOCITY);
    boolean finite = true;
    for (int k = 0; k < w.length; k++) {
      double step = 0;
      if (rule instanceof UpdateRule.GradientDescent descent) {
        step = descent.rate() * g[k];
      } else if (rule instanceof UpdateRule.Momentum momentum) {
        v[k] = momentum.momentum() * v[k] + g[k];
        step = momentum.rate() * v[k];
      } else if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
        step = lm.eta() / ((double) lm.mu() + h[k]) * g[k];
      }
      boolean taken = Float.isFinite((float) (w[k] - step));
      w[k] -= taken ? step : 0;
      finite &= taken;
    }
    return finite;
  }
}
