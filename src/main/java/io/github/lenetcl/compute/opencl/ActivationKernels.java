package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.ActivationFunction;
import java.util.EnumMap;
import java.util.Map;

/** An activation that stands alone, and the way through the one at a network's end. */
final class ActivationKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final int units;
  private final ClBuffer output;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);

  /**
   * Takes the kernels.
   *
   * @param site where it stands
   * @param function the function
   * @param output the function's values, from which the slope follows
   */
  ActivationKernels(Site site, ActivationFunction function, ClBuffer output) {
    this.site = site;
    items = site.workspace().group(GROUP);
    this.output = output;
    units = site.output().size();
    Map<String, Integer> sizes = site.sizes();
    sizes.put("ACTIVATION_OUTPUT", function.ordinal());
    sizes.put("GROUP", items);
    WorkGroup group = WorkGroup.of(items);
    String file = "activation.cl";
    forward = site.workspace().kernel(file, sizes, "activation_forward", group);
    for (Order order : Order.values()) {
      String inputs = order.kernel("activation", "inputs");
      toInputs.put(order, site.workspace().kernel(file, sizes, inputs, group));
    }
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * units;
    forward.launch(
        site.workspace().queue(), Blocks.ceilDiv(count, items), 1, 1, input, count, output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * units;
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(count, items),
            1,
            1,
            derivative,
            output,
            input,
            count,
            inDerivative);
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // An activation has no parameters.
  }
}
