package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Dropout;
import java.util.Map;

/** Dropout; with a rate of 0 a copy. */
final class DropoutKernels implements LayerKernels {

  private final LayerContext context;
  private final Dropout layer;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final DegreeKernels toInputs;

  DropoutKernels(LayerContext context, Dropout layer) {
    this.context = context;
    this.layer = layer;
    drawn = new DrawnStates(context);
    Map<String, Integer> sizes = context.sizes();
    sizes.put("UNITS", context.output().size());
    Operation operation = Operation.ofItems(context.workspace(), "dropout", sizes);
    forward = operation.forward();
    toInputs = operation.toInputs();
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawn.draw(draws, samples, order, position);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * context.output().size();
    forward.launchFor(
        count,
        input,
        drawn.drawing(),
        drawn.states(),
        layer.threshold(),
        layer.factor(),
        count,
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.output().size();
    toInputs.launchFor(
        degree,
        count,
        derivative,
        input,
        drawn.drawing(),
        drawn.states(),
        layer.threshold(),
        layer.factor(),
        count,
        inDerivative);
  }
}
