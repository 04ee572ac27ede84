package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.network.Dropout;
import java.util.EnumMap;
import java.util.Map;

/** Dropout; with a rate of 0 a copy. */
final class DropoutKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final Dropout layer;
  private final DrawnStates drawn;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);

  DropoutKernels(Site site, Dropout layer, boolean training) {
    this.site = site;
    items = site.workspace().group(GROUP);
    this.layer = layer;
    drawn = new DrawnStates(site);
    Map<String, Integer> sizes = site.sizes();
    sizes.put("GROUP", items);
    sizes.put("UNITS", site.output().size());
    Workspace workspace = site.workspace();
    WorkGroup group = WorkGroup.of(items);
    String file = "dropout.cl";
    forward = workspace.kernel(file, sizes, "dropout_forward", group);
    if (training) {
      for (Order order : Order.values()) {
        String inputs = order.kernel("dropout", "inputs");
        toInputs.put(order, workspace.kernel(file, sizes, inputs, group));
      }
    }
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawn.draw(draws, samples, order, position);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int count = samples * site.output().size();
    forward.launch(
        site.workspace().queue(),
        Blocks.ceilDiv(count, items),
        1,
        1,
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
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * site.output().size();
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(count, items),
            1,
            1,
            derivative,
            input,
            drawn.drawing(),
            drawn.states(),
            layer.threshold(),
            layer.factor(),
            count,
            inDerivative);
  }

  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    // Dropout has no parameters.
  }
}
