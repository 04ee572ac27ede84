package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.network.UpdateRule.Adam;
import io.github.lenetcl.network.UpdateRule.Clipped;
import io.github.lenetcl.network.UpdateRule.Decayed;
import io.github.lenetcl.network.UpdateRule.GradientDescent;
import io.github.lenetcl.network.UpdateRule.LevenbergMarquardt;
import io.github.lenetcl.network.UpdateRule.Momentum;
import io.github.lenetcl.network.UpdateRule.Penalized;
import io.github.lenetcl.network.UpdateRule.Penalty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The update rules. Their kernels are taken when they are first asked for. */
public final class UpdateKernels {

  private static final int GROUP = 256;

  /** The most groups that share the sum of squares of a gradient. */
  private static final int SQUARES = 64;

  private final int items;
  private final Workspace workspace;
  private final Operation operation;
  private final Network network;
  private final int count;
  private final Map<Vector, ClBuffer> vectors;
  private final Halt halt;
  private final Map<String, ClKernel> kernels = new HashMap<>();

  /** For each parameter whether it is a weight. */
  private Optional<ClBuffer> weights = Optional.empty();

  private Optional<ClBuffer> squares = Optional.empty();

  /** Takes no kernel yet. */
  public UpdateKernels(
      Workspace workspace, Network network, Map<Vector, ClBuffer> vectors, Halt halt) {
    this.workspace = workspace;
    items = workspace.group(GROUP);
    operation = new Operation(workspace, "update", Map.of("GROUP", items));
    this.network = network;
    this.vectors = vectors;
    this.halt = halt;
    count = network.parameterCount();
  }

  /** Changes the parameters by the gradient. */
  public void run(UpdateRule rule) {
    if (count == 0) {
      return;
    }
    ClBuffer v = vectors.get(Vector.VELOCITY);
    if (rule instanceof GradientDescent descent) {
      update("gradient_descent", descent.rate());
    } else if (rule instanceof Momentum m) {
      update(m.nesterov() ? "nesterov" : "momentum", m.rate(), m.momentum(), v);
    } else if (rule instanceof LevenbergMarquardt lm) {
      update("levenberg_marquardt", lm.eta(), lm.mu(), vectors.get(Vector.CURVATURE));
    } else if (rule instanceof Adam adam) {
      update(
          "adam",
          adam.step(),
          adam.growth(),
          adam.beta1(),
          adam.beta2(),
          adam.epsilon(),
          v,
          vectors.get(Vector.SQUARES));
    } else if (rule instanceof Penalized penalized) {
      penalize(penalized);
      run(penalized.rule());
    } else if (rule instanceof Decayed decayed) {
      update("decay", weights(), decayed.factor());
      run(decayed.rule());
    } else if (rule instanceof Clipped clipped) {
      clip(clipped.norm());
      run(clipped.rule());
    } else {
      throw new IllegalArgumentException("no kernel for the update rule " + rule);
    }
  }

  private void update(String name, Object... constants) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                vectors.get(Vector.PARAMETERS),
                vectors.get(Vector.GRADIENT),
                count,
                halt.flags(),
                halt.nextTurn()));
    arguments.addAll(List.of(constants));
    kernel(name).launchFor(count, arguments.toArray());
  }

  private void penalize(Penalized rule) {
    ClBuffer w = vectors.get(Vector.PARAMETERS);
    ClBuffer g = vectors.get(Vector.GRADIENT);
    int l1 = rule.penalty() == Penalty.L1 ? 1 : 0;
    kernel("penalty").launchFor(count, w, g, count, weights(), l1, rule.beta());
  }

  private ClBuffer weights() {
    if (weights.isEmpty()) {
      int[] marks = new int[count];
      for (Parameter parameter : network.parameters()) {
        for (int i = 0; i < parameter.size(); i++) {
          marks[parameter.offset() + i] = parameter.isWeight() ? 1 : 0;
        }
      }
      weights = Optional.of(workspace.table("weights", marks));
    }
    return weights.get();
  }

  private void clip(float norm) {
    ClBuffer g = vectors.get(Vector.GRADIENT);
    int parts = Math.min(SQUARES, WorkGroup.ceilDiv(count, items));
    if (squares.isEmpty()) {
      squares = Optional.of(workspace.floats("squares of the gradient", parts));
    }
    kernel("squares").launch(Grid.of(parts), g, count, norm, squares.get());
    kernel("clip").launchFor(count, g, count, squares.get(), parts);
  }

  private ClKernel kernel(String name) {
    return kernels.computeIfAbsent(name, part -> operation.kernel(part, WorkGroup.of(items)));
  }
}
