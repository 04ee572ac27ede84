package io.github.lenetcl.compute.opencl;

import java.util.EnumMap;
import java.util.Map;

/** Softmax, and the way round it for a loss that computes it itself. */
final class SoftmaxKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final ClBuffer output;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> fromSeeds = new EnumMap<>(Order.class);

  /**
   * Takes the kernels.
   *
   * @param site where it stands
   * @param output its outputs, from which its slopes follow
   */
  SoftmaxKernels(Site site, ClBuffer output) {
    this.site = site;
    items = site.workspace().group(GROUP);
    this.output = output;
    Map<String, Integer> sizes = site.sizes();
    sizes.put("UNITS", site.output().maps());
    sizes.put("POSITIONS", site.output().area());
    sizes.put("GROUP", items);
    Workspace workspace = site.workspace();
    String file = "softmax.cl";
    WorkGroup group = WorkGroup.of(items);
    forward = workspace.kernel(file, sizes, "softmax_forward", group);
    for (Order order : Order.values()) {
      String inputs = order.kernel("softmax", "inputs");
      toInputs.put(order, workspace.kernel(file, sizes, inputs, group));
      String seeds = order.kernel("softmax", "from_seeds");
      fromSeeds.put(order, workspace.kernel(file, sizes, seeds, group));
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * site.output().area();
    int groups = Blocks.ceilDiv(rows, items);
    forward.launch(site.workspace().queue(), groups, 1, 1, input, rows, output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * site.output().area();
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(rows, items),
            1,
            1,
            derivative,
            output,
            input,
            rows,
            inDerivative);
  }

  /** The derivatives by the inputs, where the seeds are by these. */
  void fromSeeds(Order order, int samples, Seedbed seeds, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * site.input().size();
    int groups = Blocks.ceilDiv(count, items);
    ClKernel kernel = fromSeeds.get(order);
    ClQueue queue = site.workspace().queue();
    switch (order) {
      case FIRST -> kernel.launch(queue, groups, 1, 1, seeds.first(), input, count, inDerivative);
      case SECOND ->
          kernel.launch(
              queue, groups, 1, 1, seeds.diagonal(), seeds.factor(), input, count, inDerivative);
    }
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // Softmax has no parameters.
  }
}
