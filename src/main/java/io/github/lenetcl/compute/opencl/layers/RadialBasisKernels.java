package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.RadialBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Euclidean radial basis functions, their centres fixed or parameters. */
final class RadialBasisKernels implements LayerKernels {

  private final LayerContext context;
  private final int units;
  private final int classes;
  private final int positions;
  private final ClBuffer centers;
  private final int firstCenter;
  private final boolean trained;
  private final ClKernel forward;
  private final DegreeKernels toInputs;
  private final ClKernel toParameters;
  private final ClKernel inputsFromSeeds;
  private final ClKernel centersFromSeeds;

  RadialBasisKernels(LayerContext context, RadialBasis layer) {
    this.context = context;
    units = layer.centers().units();
    classes = layer.centers().classes();
    positions = context.output().area();

    Map<String, Integer> sizes = context.sizes();
    sizes.put("UNITS", units);
    sizes.put("CLASSES", classes);
    sizes.put("POSITIONS", positions);

    Workspace workspace = context.workspace();
    trained = layer.trainable();
    firstCenter = layer.trainable() ? context.offset("centers") : 0;
    centers =
        layer.trainable()
            ? context.parameters()
            : workspace.table(layer.name() + " centres", layer.centers().flat());
    Operation operation = Operation.ofItems(workspace, "radial_basis", sizes);
    WorkGroup group = operation.items();
    forward = operation.forward();
    toInputs = operation.toInputs();
    toParameters = operation.toParameters(group).first();
    inputsFromSeeds = operation.ofDegrees("inputs_from_seeds", group).second();
    centersFromSeeds = operation.ofDegrees("centers_from_seeds", group).second();
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    int rows = samples * positions;
    forward.launchFor(rows * classes, input, centers, firstCenter, rows, output);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * positions;
    toInputs.launchFor(
        degree, rows * units, derivative, centers, firstCenter, input, rows, inDerivative);
  }

  /** The second derivatives by the inputs, exactly, where this is the last layer. */
  void curvatureFromSeeds(int samples, SeedBuffers seeds, ClBuffer input, ClBuffer inDerivative) {
    int rows = samples * positions;
    inputsFromSeeds.launchFor(
        rows * units,
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
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer partial) {
    if (trained && degree == Degree.FIRST) {
      launch(toParameters, samples, List.of(derivative), input, partial);
    }
  }

  /** The second derivatives by the centres, which start from the seeds. */
  void centersFromSeeds(int samples, SeedBuffers seeds, ClBuffer input, ClBuffer partial) {
    if (trained) {
      List<ClBuffer> derivatives = List.of(seeds.first(), seeds.diagonal(), seeds.factor());
      launch(centersFromSeeds, samples, derivatives, input, partial);
    }
  }

  private void launch(
      ClKernel kernel, int samples, List<ClBuffer> derivatives, ClBuffer input, ClBuffer partial) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    List<Object> arguments = new ArrayList<>(derivatives);
    arguments.addAll(
        List.of(
            centers,
            firstCenter,
            input,
            samples * positions,
            blocks.size() * positions,
            context.parameterCount(),
            partial));
    int groups = WorkGroup.ceilDiv(classes * units, kernel.group().x());
    kernel.launch(new Grid(groups, blocks.count(), 1), arguments.toArray());
  }
}
