package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Pooling;
import java.util.EnumMap;
import java.util.Map;

/** Stochastic pooling. */
final class StochasticPoolingKernels implements LayerKernels {

  private final LayerContext context;
  private final WindowSizes maps;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final Map<Degree, ClKernel> toInputs = new EnumMap<>(Degree.class);

  StochasticPoolingKernels(LayerContext context, Pooling layer, boolean training) {
    this.context = context;
    maps = new WindowSizes(context, layer.window());
    drawn = new DrawnStates(context);
    Workspace workspace = context.workspace();
    String file = "stochastic_pooling.cl";
    Map<String, Integer> sizes = maps.macros();
    forward = workspace.kernel(file, sizes, "stochastic_pooling_forward", maps.tile().group());
    if (training) {
      for (Degree degree : Degree.values()) {
        String inputs = degree.kernel("stochastic_pooling", "inputs");
        toInputs.put(degree, workspace.kernel(file, sizes, inputs, maps.inTile().group()));
      }
    }
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

  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // Pooling has no parameters.
  }
}
