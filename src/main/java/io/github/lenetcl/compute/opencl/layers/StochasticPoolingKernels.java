package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Pooling;
import java.util.Map;

/** Stochastic pooling. */
final class StochasticPoolingKernels implements LayerKernels {

  private final LayerContext context;
  private final WindowSizes maps;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs;

  StochasticPoolingKernels(LayerContext context, Pooling layer) {
    this.context = context;
    maps = new WindowSizes(context, layer.window());
    drawn = new DrawnStates(context);
    Workspace workspace = context.workspace();
    Map<String, Integer> sizes = maps.macros();
    Operation operation = new Operation(workspace, "stochastic_pooling", sizes);
    forward = operation.forward(maps.tile().group());
    toInputs = operation.toInputs(maps.inTile().group());
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawn.draw(draws, samples, order, position);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        context.workspace().queue(),
        (long) samples * context.output().maps(),
        maps.tile().across(),
        maps.tile().down(),
        input,
        drawn.drawing(),
        drawn.states(),
        output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(degree)
        .launch(
            context.workspace().queue(),
            (long) samples * context.input().maps(),
            maps.inTile().across(),
            maps.inTile().down(),
            derivative,
            input,
            drawn.drawing(),
            drawn.states(),
            inDerivative);
  }
}
