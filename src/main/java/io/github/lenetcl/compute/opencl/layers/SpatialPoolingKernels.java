package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.SpatialPooling;
import io.github.lenetcl.network.Window;
import java.util.Map;

/** S3Pool: stochastic spatial sampling. */
final class SpatialPoolingKernels implements LayerKernels {

  private final LayerContext context;
  private final WindowSizes maps;
  private final int strips;
  private final ClBuffer choices;
  private final ClKernel draw;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private Draws draws = Draws.NONE;

  SpatialPoolingKernels(LayerContext context, SpatialPooling layer) {
    this.context = context;
    Shape in = context.input();
    Shape out = context.output();
    strips = (in.height() + in.width()) / layer.grid();
    maps = new WindowSizes(context, Window.of(layer.stride()));
    Map<String, Integer> sizes = maps.macros();
    sizes.put("SIDE", layer.side());
    sizes.put("STRIDE", layer.stride());
    sizes.put("GRID", layer.grid());

    Workspace workspace = context.workspace();
    long lines = in.height() + in.width() + out.height() + out.width();
    choices = workspace.ints(layer.name() + " choices", lines * context.capacity());
    Operation operation = Operation.ofItems(workspace, "spatial_pooling", sizes);
    draw = operation.kernel("draw");
    forward = operation.forward(maps.tile().group());
    toInputs = operation.toInputs(maps.inTile().group());
  }

  @Override
  public void draw(Draws next, int samples, ClBuffer order, int position) {
    draws = next;
    if (draws.on()) {
      long key = draws.keyOf(context.layer());
      draw.launchFor((long) samples * strips, order, position, key, samples, choices);
    }
  }

  private int drawing() {
    return draws.on() ? 1 : 0;
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(maps.grid(samples), input, drawing(), choices, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs.launch(
        degree, maps.inGrid(samples), derivative, input, drawing(), choices, inDerivative);
  }
}
