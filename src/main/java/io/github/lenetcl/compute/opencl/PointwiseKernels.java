package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.Pointwise;
import java.util.EnumMap;
import java.util.Map;

/** A function of every value that is not computed in place. */
final class PointwiseKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final float alpha;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);

  PointwiseKernels(Site site, Pointwise layer, boolean training) {
    this.site = site;
    Workspace workspace = site.workspace();
    items = workspace.group(GROUP);
    alpha = layer.alpha();
    Map<String, Integer> sizes = site.sizes();
    // pointwise.cl numbers them in the order of the enumeration.
    sizes.put("POINTWISE", layer.function().ordinal());
    sizes.put("GROUP", items);
    WorkGroup group = WorkGroup.of(items);
    String file = "pointwise.cl";
    forward = workspace.kernel(file, sizes, "pointwise_forward", group);
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("pointwise", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, group));
      }
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * site.output().size();
    ClQueue queue = site.workspace().queue();
    forward.launch(queue, Blocks.ceilDiv(count, items), 1, 1, input, alpha, count, output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * site.output().size();
    ClQueue queue = site.workspace().queue();
    toInputs
        .get(order)
        .launch(
            queue,
            Blocks.ceilDiv(count, items),
            1,
            1,
            derivative,
            input,
            alpha,
            count,
            inDerivative);
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // It has no parameters.
  }
}
