package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.network.Pooling;

/** Stochastic pooling. */
final class StochasticPoolingKernels implements LayerKernels {

  private final WindowSizes maps;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final DegreeKernels toInputs;

  StochasticPoolingKernels(LayerContext context, Pooling layer) {
    maps = new WindowSizes(context, layer.window());
    drawn = new DrawnStates(context);
    Operation operation = new Operation(context.workspace(), "stochastic_pooling", maps.macros());
    forward = operation.forward(maps.tile().group());
    toInputs = operation.toInputs(maps.inTile().group());
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawn.draw(draws, samples, order, position);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(maps.grid(samples), input, drawn.drawing(), drawn.states(), output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs.launch(
        degree,
        maps.inGrid(samples),
        derivative,
        input,
        drawn.drawing(),
        drawn.states(),
        inDerivative);
  }
}
