package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Pooling;
import java.util.EnumMap;
import java.util.Map;

/** Pooling by means or by the largest values. */
final class PoolingKernels implements LayerKernels {

  private final Site site;
  private final WindowSizes maps;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);

  PoolingKernels(Site site, Pooling layer, boolean training) {
    this.site = site;
    maps = new WindowSizes(site, layer.window());
    Workspace workspace = site.workspace();
    String name = layer.kind() == Pooling.Kind.AVERAGE ? "average_pooling" : "max_pooling";
    String file = name + ".cl";
    Map<String, Integer> sizes = maps.macros();
    forward = workspace.kernel(file, sizes, name + "_forward", maps.tile().group());
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel(name, "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, maps.inTile().group()));
      }
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    forward.launch(
        site.workspace().queue(),
        (long) samples * site.output().maps(),
        maps.tile().across(),
        maps.tile().down(),
        input,
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
            inDerivative);
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // Pooling has no parameters.
  }
}
