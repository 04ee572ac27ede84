package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.network.ActivationFunction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The passes from the seeds back to the parameters, and on to the inputs. */
public final class BackwardPass {

  private final Workspace workspace;
  private final PlanSpec spec;
  private final List<LayerStage> stages;
  private final SeedBuffers seedBuffers;
  private final ClBuffer partial;
  private final BlockSum sum;
  private final ClKernel diagonal;
  private final Optional<PlainKernels> lastActivation;

  /** For each stage the derivatives by its weighted sums. */
  private final Map<Degree, List<ClBuffer>> derivatives = new EnumMap<>(Degree.class);

  private Optional<ClBuffer> inputDerivative = Optional.empty();

  /** Whether the seeds are by the inputs of the last layer, a softmax. */
  private boolean belowSoftmax;

  /** Makes room for the derivatives by the outputs of each stage. */
  public BackwardPass(
      Workspace workspace, PlanSpec spec, ForwardPass forward, SeedBuffers seedBuffers) {
    this.workspace = workspace;
    this.spec = spec;
    this.stages = forward.stages();
    this.seedBuffers = seedBuffers;
    long blocks = SampleBlocks.of(spec.capacity()).count();
    partial = workspace.floats("partial sums", blocks * spec.network().parameterCount());
    sum = new BlockSum(workspace);
    diagonal = Operation.ofItems(workspace, "losses", Map.of()).kernel("diagonal");
    LayerStage last = forward.last();
    lastActivation =
        last.function() == ActivationFunction.LINEAR
            ? Optional.empty()
            : Optional.of(activationOf(last, forward.tuning()));

    List<ClBuffer> second = stages.stream().map(this::room).toList();
    derivatives.put(Degree.SECOND, second);
    // Both orders share their room, but not where first derivatives are asked for once more: at the
    // first stage, for the inputs' gradient, and at the seeds, for another pass.
    List<ClBuffer> first = new ArrayList<>(second);
    first.set(0, room(stages.get(0)));
    if (lastActivation.isEmpty()) {
      first.set(stages.size() - 1, seedBuffers.first());
    }
    derivatives.put(Degree.FIRST, first);
  }

  private ClBuffer room(LayerStage stage) {
    return workspace.floats(stage.name() + " derivatives", ForwardPass.values(spec, stage.shape()));
  }

  private PlainKernels activationOf(LayerStage stage, Tuning tuning) {
    LayerContext context =
        new LayerContext(
            workspace,
            tuning,
            spec.network(),
            stage.layer(),
            stage.shape(),
            stage.shape(),
            ActivationFunction.LINEAR,
            ActivationFunction.LINEAR,
            spec.capacity(),
            stage.output());
    return PlainKernels.ofActivation(context, stage.function(), stage.output());
  }

  /**
   * Propagates derivatives from the seeds to the parameters.
   *
   * @param degree which derivatives
   * @param seeded how many of the network's layers lie below the seeds: all, or all but a softmax
   * @param samples the samples of the last pass forward
   * @param add whether to add to what is there
   * @param total the sums over samples, a value for each parameter
   */
  public void run(Degree degree, int seeded, int samples, boolean add, ClBuffer total) {
    run(degree, seeded, 0, samples, add, total);
  }

  /**
   * Propagates first derivatives to the parameters of the layers from one on, and on to what is
   * before it.
   *
   * @param from the layer
   * @return the derivatives by the weighted sums of the layer before it
   */
  public ClBuffer downTo(int from, int seeded, int samples, ClBuffer total) {
    run(Degree.FIRST, seeded, from, samples, false, total);
    int before = (int) stages.stream().filter(stage -> stage.layer() < from).count() - 1;
    return derivatives.get(Degree.FIRST).get(before);
  }

  private void run(Degree degree, int seeded, int from, int samples, boolean add, ClBuffer total) {
    belowSoftmax = seeded < spec.network().layers().size();
    SampleBlocks blocks = SampleBlocks.of(samples);
    ClBuffer sums = blocks.count() == 1 && !add ? total : partial;
    List<ClBuffer> derivative = derivatives.get(degree);
    start(degree, samples);
    for (int i = stages.size() - 1; i >= 0 && stages.get(i).layer() >= from; i--) {
      LayerStage stage = stages.get(i);
      if (degree == Degree.SECOND && stage.kernels() instanceof RadialBasisKernels radialBasis) {
        radialBasis.centersFromSeeds(samples, seedBuffers, stage.input(), sums);
      } else {
        stage.kernels().toParameters(degree, samples, derivative.get(i), stage.input(), sums);
      }
      if (i > 0) {
        toInputs(degree, samples, i, derivative.get(i - 1));
      }
    }
    int count = spec.network().parameterCount();
    if (sums == partial && count > 0) {
      sum.run(partial, blocks.count(), count, add, total);
    }
  }

  /** From the seeds to the derivatives by the weighted sums of the last stage. */
  private void start(Degree degree, int samples) {
    LayerStage last = stages.get(stages.size() - 1);
    ClBuffer from = seedBuffers.first();
    ClBuffer to = derivatives.get(degree).get(stages.size() - 1);
    if (degree == Degree.SECOND) {
      int count = samples * last.shape().size();
      diagonal.launchFor(count, seedBuffers.diagonal(), seedBuffers.factor(), count, to);
      from = to;
    }
    if (lastActivation.isPresent()) {
      lastActivation.get().toInputs(degree, samples, from, last.output(), to);
    }
  }

  private void toInputs(Degree degree, int samples, int i, ClBuffer to) {
    LayerStage stage = stages.get(i);
    if (degree == Degree.SECOND
        && i == stages.size() - 1
        && lastActivation.isEmpty()
        && stage.kernels() instanceof RadialBasisKernels radialBasis) {
      radialBasis.curvatureFromSeeds(samples, seedBuffers, stage.input(), to);
    } else if (belowSoftmax
        && i == stages.size() - 1
        && stage.kernels() instanceof SoftmaxKernels softmax) {
      softmax.fromSeeds(degree, samples, seedBuffers, stage.input(), to);
    } else {
      ClBuffer from = derivatives.get(degree).get(i);
      stage.kernels().toInputs(degree, samples, from, stage.input(), to);
    }
  }

  /** Propagates the first derivatives of the last run on to the inputs. */
  public ClBuffer inputDerivative(int samples) {
    if (inputDerivative.isEmpty()) {
      long values = ForwardPass.values(spec, spec.input());
      inputDerivative = Optional.of(workspace.floats("input derivatives", values));
    }
    toInputs(Degree.FIRST, samples, 0, inputDerivative.get());
    return inputDerivative.get();
  }
}
