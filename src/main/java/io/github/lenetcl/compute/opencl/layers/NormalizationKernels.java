package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Grid;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.BatchNormalization;

/**
 * Batch normalisation: of a batch's statistics while layers act by chance, else of running ones.
 */
final class NormalizationKernels implements LayerKernels {

  private final LayerContext context;
  private final BatchNormalization layer;
  private final int at;
  private final int maps;
  private final int positions;
  private final long byMaps;
  private final long byPositions;
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
    maps = layer.maps();
    positions = context.output().area();
    byMaps = Divisor.of(maps);
    byPositions = Divisor.of(positions);
    long both = 2L * maps;
    statistics = workspace.floats(layer.name() + " statistics", 3L * maps);
    means = workspace.floats(layer.name() + " means of derivatives", both);
    partial =
        workspace.floats(
            layer.name() + " partial sums", SampleBlocks.of(context.capacity()).count() * both);
    Operation operation = Operation.ofItems(workspace, "normalization", context.sizes());
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
      batch = (long) samples * positions;
      take(samples, input, 0);
      take(samples, input, 1);
    } else {
      running.launchFor(3 * maps, context.parameters(), at, maps, statistics);
    }
    int count = samples * context.output().size();
    forward.launchFor(
        count,
        input,
        context.parameters(),
        at,
        statistics,
        layer.epsilon(),
        maps,
        byMaps,
        byPositions,
        count,
        output);
  }

  /** Takes the means, or what lies around these. */
  private void take(int samples, ClBuffer input, int around) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    values.launch(
        new Grid(maps, blocks.count(), 1),
        input,
        maps,
        positions,
        byPositions,
        samples,
        blocks.size(),
        statistics,
        around,
        partial);
    totals.launchFor(maps, partial, maps, blocks.count(), (float) batch, around, statistics);
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
        maps,
        byMaps,
        byPositions,
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
        new Grid(maps, blocks.count(), 1),
        input,
        derivative,
        maps,
        positions,
        byPositions,
        samples,
        blocks.size(),
        statistics,
        layer.epsilon(),
        at,
        context.parameterCount(),
        sums);
    if (degree == Degree.FIRST) {
      float count = drawing ? (float) samples * positions : 0;
      batchMeans.launchFor(
          maps, sums, maps, blocks.count(), context.parameterCount(), at, count, means);
    }
  }

  @Override
  public void settle(Halt halt) {
    if (batch > 1) {
      move.launchFor(
          2 * maps,
          context.parameters(),
          at,
          maps,
          statistics,
          layer.momentum(),
          (float) ((double) batch / (batch - 1)),
          halt.flags(),
          halt.nextTurn());
    }
    batch = 0;
  }
}
