package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.network.RadialBasis;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Euclidean radial basis functions, their centres fixed or parameters. */
final class RadialBasisKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final Site site;
  private final int units;
  private final int classes;
  private final int positions;
  private final ClBuffer centers;
  private final int firstCenter;
  private final boolean trained;
  private final ClKernel forward;
  private final Map<Order, ClKernel> toInputs = new EnumMap<>(Order.class);
  private final Map<Order, ClKernel> toParameters = new EnumMap<>(Order.class);
  private final ClKernel fromSeeds;

  RadialBasisKernels(Site site, RadialBasis layer, boolean training) {
    this.site = site;
    items = site.workspace().group(GROUP);
    units = layer.centers().units();
    classes = layer.centers().classes();
    positions = site.output().area();

    Map<String, Integer> sizes = site.sizes();
    sizes.put("UNITS", units);
    sizes.put("CLASSES", classes);
    sizes.put("POSITIONS", positions);
    sizes.put("GROUP", items);

    Workspace workspace = site.workspace();
    trained = training && layer.trainable();
    firstCenter = layer.trainable() ? site.offset("centers") : 0;
    centers =
        layer.trainable()
            ? site.parameters()
            : workspace.table(layer.name() + " centres", layer.centers().flat());
    String file = "radial_basis.cl";
    WorkGroup group = WorkGroup.of(items);
    forward = workspace.kernel(file, sizes, "radial_basis_forward", group);
    for (Order order : Order.values()) {
      String inputs = order.kernel("radial_basis", "inputs");
      toInputs.put(order, workspace.kernel(file, sizes, inputs, group));
      if (trained) {
        String parameters = order.kernel("radial_basis", "parameters");
        toParameters.put(order, workspace.kernel(file, sizes, parameters, group));
      }
    }
    fromSeeds = workspace.kernel(file, sizes, "radial_basis_curvature_from_seeds", group);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * positions;
    forward.launch(
        site.workspace().queue(),
        Blocks.ceilDiv(rows * classes, items),
        1,
        1,
        input,
        centers,
        firstCenter,
        rows,
        output);
  }

  @Override
  public void toInputs(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * positions;
    toInputs
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(rows * units, items),
            1,
            1,
            derivative,
            centers,
            firstCenter,
            input,
            rows,
            inDerivative);
  }

  /** The second derivatives by the inputs, exactly, where this is the last layer. */
  void curvatureFromSeeds(int samples, Seedbed seeds, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * positions;
    fromSeeds.launch(
        site.workspace().queue(),
        Blocks.ceilDiv(rows * units, items),
        1,
        1,
        seeds.first(),
        seeds.diagonal(),
        seeds.factor(),
        centers,
        firstCenter,
        input,
        rows,
        inDerivative);
  }

  /** Of first derivatives; the second start from the seeds. */
  @Override
  public void toParameters(
      Order order, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    if (trained && order == Order.FIRST) {
      launchToParameters(order, samples, List.of(derivative), input, partial);
    }
  }

  /** The second derivatives by the centres, which start from the seeds. */
  void centersFromSeeds(int samples, Seedbed seeds, ClBuffer input, ClBuffer partial) {
    if (trained) {
      List<ClBuffer> derivatives = List.of(seeds.first(), seeds.diagonal(), seeds.factor());
      launchToParameters(Order.SECOND, samples, derivatives, input, partial);
    }
  }

  private void launchToParameters(
      Order order, int samples, List<ClBuffer> derivatives, ClBuffer input, ClBuffer partial) {
    Blocks blocks = Blocks.of(samples);
    List<Object> arguments = new ArrayList<>(derivatives);
    arguments.addAll(
        List.of(
            centers,
            firstCenter,
            input,
            samples * positions,
            blocks.size() * positions,
            site.parameterCount(),
            partial));
    toParameters
        .get(order)
        .launch(
            site.workspace().queue(),
            Blocks.ceilDiv(classes * units, items),
            blocks.count(),
            1,
            arguments.toArray());
  }
}
