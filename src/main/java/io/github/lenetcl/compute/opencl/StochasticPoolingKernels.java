package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Pooling;
import java.util.EnumMap;
import java.util.Map;

/** Stochastic pooling. */
final class StochasticPoolingKernels implements LayerKernels {

  private final Site site;
  private final WindowSizes maps;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);

  StochasticPoolingKernels(Site site, Pooling layer, boolean training) {
    this.site = site;
    maps = new WindowSizes(site, layer.window());
    drawn = new DrawnStates(site);
    Workspace workspace = site.workspace();
    String file = "stochastic_pooling.cl";
    Map<String, Integer> sizes = maps.macros();
    forward = workspace.kernel(file, sizes, "stochastic_pooling_forward", maps.tile().group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("stochastic_pooling", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, maps.inTile().group()));
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
        site.workspace().queue(),
        (long) samples * site.output().maps(),
        maps.tile().across(),
        maps.tile().down(),
        input,
        drawn.drawing(),
        drawn.states(),
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            (long) samples * site.input().maps(),
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
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // Pooling has no parameters.
  }
}
