package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.network.ActivationFunction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The passes from the seeds back to the parameters, and on to the inputs. */
final class BackwardPass {

  private static final int GROUP = 64;

  private final int items;
  private final Workspace workspace;
  private final PlanSpec spec;
  private final List<Stage> stages;
  private final Seedbed seedbed;
  private final ClBuffer partial;
  private final ClKernel reduce;
  private final ClKernel diagonal;
  private final Optional<ActivationKernels> lastActivation;

  /** For each stage the derivatives by its weighted sums. */
  private final Map<Order, List<ClBuffer>> derivatives = new EnumMap<>(Order.class);

  private Optional<ClBuffer> inputDerivative = Optional.empty();

  /** Whether the seeds are by the inputs of the last layer, a softmax. */
  private boolean belowSoftmax;

  BackwardPass(Workspace workspace, PlanSpec spec, ForwardPass forward, Seedbed seedbed) {
    this.workspace = workspace;
    items = workspace.group(GROUP);
    this.spec = spec;
    this.stages = forward.stages();
    this.seedbed = seedbed;
    long blocks = Blocks.of(spec.capacity()).count();
    partial = workspace.floats("partial sums", blocks * spec.network().parameterCount());
    Map<String, Integer> sizes = Map.of("GROUP", items);
    WorkGroup group = WorkGroup.of(items);
    reduce = workspace.kernel("reduction.cl", sizes, "reduction_blocks", group);
    diagonal = workspace.kernel("losses.cl", sizes, "losses_diagonal", group);
    Stage last = forward.last();
    lastActivation =
        last.function() == ActivationFunction.LINEAR
            ? Optional.empty()
            : Optional.of(activationOf(last));

    List<ClBuffer> second = stages.stream().map(this::room).toList();
    derivatives.put(Order.SECOND, second);
    // Both orders share their room, but not where first derivatives are asked for once more: at the
    // first stage, for the inputs' gradient, and at the seeds, for another pass.
    List<ClBuffer> first = new ArrayList<>(second);
    first.set(0, room(stages.get(0)));
    if (lastActivation.isEmpty()) {
      first.set(stages.size() - 1, seedbed.first());
    }
    derivatives.put(Order.FIRST, first);
  }

  private ClBuffer room(Stage stage) {
    return workspace.floats(stage.name() + " derivatives", ForwardPass.values(spec, stage.shape()));
  }

  private ActivationKernels activationOf(Stage stage) {
    Site site =
        new Site(
            workspace,
            spec.network(),
            stage.layer(),
            stage.shape(),
            stage.shape(),
            ActivationFunction.LINEAR,
            ActivationFunction.LINEAR,
            spec.capacity(),
            stage.output());
    return new ActivationKernels(site, stage.function(), stage.output());
  }

  /**
   * Propagates derivatives from the seeds to the parameters.
   *
   * @param order which derivatives
   * @param seeded how many of the network's layers lie below the seeds: all, or all but a softmax
   * @param samples the samples of the last pass forward
   * @param add whether to add to what is there
   * @param total the sums over samples, a value for each parameter
   */
  void run(Order order, int seeded, int samples, boolean add, ClBuffer total) {
    belowSoftmax = seeded < spec.network().layers().size();
    Blocks blocks = Blocks.of(samples);
    ClBuffer sums = blocks.count() == 1 && !add ? total : partial;
    List<ClBuffer> derivative = derivatives.get(order);
    start(order, samples);
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      if (order == Order.SECOND && stage.kernels() instanceof RadialBasisKernels radialBasis) {
        radialBasis.centersFromSeeds(samples, seedbed, stage.input(), sums);
      } else {
        stage.kernels().toParameters(order, samples, derivative.get(i), stage.input(), sums);
      }
      if (i > 0) {
        toInputs(order, samples, i, derivative.get(i - 1));
      }
    }
    int count = spec.network().parameterCount();
    if (sums == partial && count > 0) {
      int groups = Blocks.ceilDiv(count, items);
      reduce.launch(
          workspace.queue(), groups, 1, 1, partial, blocks.count(), count, add ? 1 : 0, total);
    }
  }

  /** From the seeds to the derivatives by the weighted sums of the last stage. */
  private void start(Order order, int samples) {
    Stage last = stages.get(stages.size() - 1);
    ClBuffer from = seedbed.first();
    ClBuffer to = derivatives.get(order).get(stages.size() - 1);
    if (order == Order.SECOND) {
      int count = samples * last.shape().size();
      int groups = Blocks.ceilDiv(count, items);
      diagonal.launch(
          workspace.queue(), groups, 1, 1, seedbed.diagonal(), seedbed.factor(), count, to);
      from = to;
    }
    if (lastActivation.isPresent()) {
      lastActivation.get().toInputs(order, samples, from, last.output(), to);
    }
  }

  private void toInputs(Order order, int samples, int i, ClBuffer to) {
    Stage stage = stages.get(i);
    if (order == Order.SECOND
        && i == stages.size() - 1
        && lastActivation.isEmpty()
        && stage.kernels() instanceof RadialBasisKernels radialBasis) {
      radialBasis.curvatureFromSeeds(samples, seedbed, stage.input(), to);
    } else if (belowSoftmax
        && i == stages.size() - 1
        && stage.kernels() instanceof SoftmaxKernels softmax) {
      softmax.fromSeeds(order, samples, seedbed, stage.input(), to);
    } else {
      ClBuffer from = derivatives.get(order).get(i);
      stage.kernels().toInputs(order, samples, from, stage.input(), to);
    }
  }

  /** Propagates the first derivatives of the last run on to the inputs. */
  ClBuffer inputDerivative(int samples) {
    if (inputDerivative.isEmpty()) {
      long values = ForwardPass.values(spec, spec.input());
      inputDerivative = Optional.of(workspace.floats("input derivatives", values));
    }
    toInputs(Order.FIRST, samples, 0, inputDerivative.get());
    return inputDerivative.get();
  }
}
