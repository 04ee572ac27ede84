package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.ActivationFunction;
import io.github.lenetcl.network.Flatten;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** The stages of a plan, launched in their order. */
public final class ForwardPass {

  private final Workspace workspace;
  private final Tuning tuning;
  private final PlanSpec spec;
  private final ClBuffer input;
  private final List<LayerStage> stages = new ArrayList<>();

  /** Makes the stages of a network, with room for their outputs. */
  public ForwardPass(Workspace workspace, Tuning tuning, PlanSpec spec, ClBuffer parameters) {
    this.workspace = workspace;
    this.tuning = tuning;
    this.spec = spec;
    input = workspace.floats("inputs", values(spec, spec.input()));
    Shape shape = spec.input();
    List<Layer> layers = spec.network().layers();
    for (int index = 0; index < layers.size(); index++) {
      if (!activatedInPlace(index) && !passesOn(index)) {
        stages.add(stage(index, shape, parameters));
      }
      shape = layers.get(index).outputShape(shape);
    }
  }

  /** Returns the number of values of all samples, which an index of the kernels must count. */
  public static long values(PlanSpec spec, Shape shape) {
    long values = (long) shape.size() * spec.capacity();
    if (values > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "plan: capacity "
              + spec.capacity()
              + " times "
              + shape
              + ": more values than a kernel can count; use a smaller capacity");
    }
    return values;
  }

  /** An activation is computed as the layer before it writes, if there is one. */
  private boolean activatedInPlace(int index) {
    return index > 0 && spec.network().layers().get(index) instanceof Activation;
  }

  /** Returns the activation that is computed as a layer's outputs are written. */
  private ActivationFunction functionAfter(int index) {
    List<Layer> layers = spec.network().layers();
    return index + 1 < layers.size() && layers.get(index + 1) instanceof Activation activation
        ? activation.function()
        : ActivationFunction.LINEAR;
  }

  /**
   * Flattened values are those of the layer before. They are copied where an activation follows,
   * and in a network of nothing else.
   */
  private boolean passesOn(int index) {
    List<Layer> layers = spec.network().layers();
    boolean last = index == layers.size() - 1;
    boolean copied = last ? stages.isEmpty() : layers.get(index + 1) instanceof Activation;
    return layers.get(index) instanceof Flatten && !copied;
  }

  private LayerStage stage(int index, Shape shape, ClBuffer parameters) {
    List<Layer> layers = spec.network().layers();
    Layer layer = layers.get(index);
    Shape outputShape = layer.outputShape(shape);
    ClBuffer in = stages.isEmpty() ? input : last().output();
    ClBuffer out = workspace.floats(layer.name() + " outputs", values(spec, outputShape));
    LayerContext context =
        new LayerContext(
            workspace,
            tuning,
            spec.network(),
            index,
            shape,
            outputShape,
            stages.isEmpty() ? ActivationFunction.LINEAR : last().function(),
            functionAfter(index),
            spec.capacity(),
            parameters);
    LayerKernels kernels = layer.match(new KernelsOf(context, out));
    return new LayerStage(
        layer.name(), index, context.outputFunction(), outputShape, kernels, in, out);
  }

  /** Returns the sizes that the kernels are compiled for. */
  Tuning tuning() {
    return tuning;
  }

  /** Returns where the inputs of a pass belong. */
  public ClBuffer input() {
    return input;
  }

  List<LayerStage> stages() {
    return stages;
  }

  /** Returns the last stage. */
  public LayerStage last() {
    return stages.get(stages.size() - 1);
  }

  /** Returns what a layer gave; an activation in place and the layer before it give the same. */
  public ClBuffer output(int layer) {
    ClBuffer found = input;
    for (LayerStage stage : stages) {
      if (stage.layer() <= layer) {
        found = stage.output();
      }
    }
    return found;
  }

  /** Lets the layers draw that act by chance; arguments as those of {@link LayerKernels#draw}. */
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    stages.forEach(stage -> stage.kernels().draw(draws, samples, order, position));
  }

  /** To be called before an update; see {@link LayerKernels#settle}. */
  public void settle(Halt halt) {
    stages.forEach(stage -> stage.kernels().settle(halt));
  }

  /** Computes all layers. */
  public void run(int samples) {
    run(samples, 0);
  }

  /** Computes the layers from one on; those before it were computed otherwise. */
  public void run(int samples, int from) {
    for (LayerStage stage : stages) {
      if (stage.layer() >= from) {
        stage.kernels().forward(samples, stage.input(), stage.output());
      }
    }
  }
}
