package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.BatchNormalization;
import java.util.Map;

/**
 * Batch normalisation: of a batch's statistics while layers act by chance, else of running ones.
 */
final class NormalizationKernels implements LayerKernels {

  private final LayerContext context;
  private final BatchNormalization layer;
  private final int at;
  private final ClBuffer statistics;
  private final ClBuffer partial;
  private final ClBuffer means;
  private final ClKernel values;
  private final ClKernel totals;
  private final ClKernel running;
  private final ClKernel forward;
  private final ClKernel batchMeans;
  private final ClKernel move;
  private final DegreeKernels toInputs;
  private final DegreeKernels toParameters;

  /** Whether passes take the statistics of their batch. */
  private boolean drawing;

  /** Values of a map in the batch that the running ones are to move towards, or 0. */
  private long batch;

  NormalizationKernels(LayerContext context, BatchNormalization layer) {
    this.context = context;
    this.layer = layer;
    Workspace workspace = context.workspace();
    at = context.offset("scale");
    long both = 2L * layer.maps();
    statistics = workspace.floats(layer.name() + " statistics", 3L * layer.maps());
    means = workspace.floats(layer.name() + " means of derivatives", both);
    partial =
        workspace.floats(
            layer.name() + " partial sums", SampleBlocks.of(context.capacity()).count() * both);
    Map<String, Integer> sizes = context.sizes();
    sizes.put("MAPS", layer.maps());
    sizes.put("POSITIONS", context.output().area());
    Operation operation = Operation.ofItems(workspace, "normalization", sizes);
    values = operation.kernel("values");
    totals = operation.kernel("statistics");
    running = operation.kernel("running");
    forward = operation.forward();
    batchMeans = operation.kernel("means");
    move = operation.kernel("move");
    toInputs = operation.toInputs();
    toParameters = operation.toParameters(operation.items());
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawing = draws.on();
    batch = 0;
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    if (drawing) {
      batch = (long) samples * context.output().area();
      take(samples, input, 0);
      take(samples, input, 1);
    } else {
      running.launchFor(3 * layer.maps(), context.parameters(), at, statistics);
    }
    int count = samples * context.output().size();
    forward.launchFor(
        count, input, context.parameters(), at, statistics, layer.epsilon(), count, output);
  }

  /** Takes the means, or what lies around these. */
  private void take(int samples, ClBuffer input, int around) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    values.launch(
        new Grid(layer.maps(), blocks.count(), 1),
        input,
        samples,
        blocks.size(),
        statistics,
        around,
        partial);
    totals.launchFor(layer.maps(), partial, blocks.count(), (float) batch, around, statistics);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.output().size();
    toInputs.launchFor(
        degree,
        count,
        derivative,
        input,
        context.parameters(),
        at,
        statistics,
        layer.epsilon(),
        means,
        count,
        inDerivative);
  }

  /** The means over the batch, which the way to the inputs needs, follow from the same sums. */
  @Override
  public void toParameters(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer sums) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    toParameters.launch(
        degree,
        new Grid(layer.maps(), blocks.count(), 1),
        input,
        derivative,
        samples,
        blocks.size(),
        statistics,
        layer.epsilon(),
        at,
        context.parameterCount(),
        sums);
    if (degree == Degree.FIRST) {
      float count = drawing ? (float) samples * context.output().area() : 0;
      batchMeans.launchFor(
          layer.maps(), sums, blocks.count(), context.parameterCount(), at, count, means);
    }
  }

  @Override
  public void settle(Halt halt) {
    if (batch > 1) {
      move.launchFor(
          2 * layer.maps(),
          context.parameters(),
          at,
          statistics,
          layer.momentum(),
          (float) ((double) batch / (batch - 1)),
          halt.flags(),
          halt.nextTurn());
    }
    batch = 0;
  }
}
