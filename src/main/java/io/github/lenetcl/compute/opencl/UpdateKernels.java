package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.UpdateRule.GradientDescent;
import io.github.lenetcl.network.UpdateRule.LevenbergMarquardt;
import io.github.lenetcl.network.UpdateRule.Momentum;
import java.util.Map;

/** The update rules. */
final class UpdateKernels {

  private static final int GROUP = 256;

  private final ClQueue queue;
  private final int count;
  private final Map<Vector, ClBuffer> vectors;
  private final Halt halt;
  private final ClKernel gradientDescent;
  private final ClKernel momentum;
  private final ClKernel levenbergMarquardt;

  UpdateKernels(Workspace workspace, int count, Map<Vector, ClBuffer> vectors, Halt halt) {
    this.queue = workspace.queue();
    this.count = count;
    this.vectors = vectors;
    this.halt = halt;
    Map<String, Integer> sizes = Map.of("GROUP", GROUP);
    WorkGroup group = WorkGroup.of(GROUP);
    String file = "update.cl";
    gradientDescent = workspace.kernel(file, sizes, "update_gradient_descent", group);
    momentum = workspace.kernel(file, sizes, "update_momentum", group);
    levenbergMarquardt = workspace.kernel(file, sizes, "update_levenberg_marquardt", group);
  }

  /** Changes the parameters by the gradient. */
  void run(UpdateRule rule) {
    if (count == 0) {
      return;
    }
    ClBuffer w = vectors.get(Vector.PARAMETERS);
    ClBuffer g = vectors.get(Vector.GRADIENT);
    ClBuffer flags = halt.flags();
    int turn = halt.nextTurn();
    int groups = Blocks.ceilDiv(count, GROUP);
    if (rule instanceof GradientDescent descent) {
      gradientDescent.launch(queue, groups, 1, 1, w, g, count, flags, turn, descent.rate());
    } else if (rule instanceof Momentum m) {
      ClBuffer v = vectors.get(Vector.VELOCITY);
      momentum.launch(queue, groups, 1, 1, w, g, count, flags, turn, m.rate(), m.momentum(), v);
    } else if (rule instanceof LevenbergMarquardt lm) {
      ClBuffer h = vectors.get(Vector.CURVATURE);
      levenbergMarquardt.launch(
          queue, groups, 1, 1, w, g, count, flags, turn, lm.eta(), lm.mu(), h);
    } else {
      throw new IllegalArgumentException("no kernel for the update rule " + rule);
    }
  }
}
