package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.network.BatchNormalization;
import java.util.Map;

/**
 * Batch normalisation: of a batch's statistics while layers act by chance, else of running ones.
 */
final class NormalizationKernels implements LayerKernels {

  private static final int GROUP = 64;

  private final int items;
  private final LayerContext context;
  private final BatchNormalization layer;
  private final ClQueue queue;
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
  private final Map<Degree, ClKernel> toInputs;
  private final Map<Degree, ClKernel> toParameters;

  /** Whether passes take the statistics of their batch. */
  private boolean drawing;

  /** Values of a map in the batch that the running ones are to move towards, or 0. */
  private long batch;

  NormalizationKernels(LayerContext context, BatchNormalization layer) {
    this.context = context;
    this.layer = layer;
    Workspace workspace = context.workspace();
    queue = workspace.queue();
    items = workspace.group(GROUP);
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
    sizes.put("GROUP", items);
    WorkGroup group = WorkGroup.of(items);
    Operation operation = new Operation(workspace, "normalization", sizes);
    values = operation.kernel("values", group);
    totals = operation.kernel("statistics", group);
    running = operation.kernel("running", group);
    forward = operation.kernel("forward", group);
    batchMeans = operation.kernel("means", group);
    move = operation.kernel("move", group);
    toInputs = operation.toInputs(group);
    toParameters = operation.toParameters(group);
  }

  @Override
  public void draw(Draws draws, int samples, ClBuffer order, int position) {
    drawing = draws.on();
    batch = 0;
  }

  private int groups(int count) {
    return WorkGroup.ceilDiv(count, items);
  }

  @Override
  public void forward(int samples, ClBuffer input, ClBuffer output) {
    if (drawing) {
      batch = (long) samples * context.output().area();
      take(samples, input, 0);
      take(samples, input, 1);
    } else {
      running.launch(queue, groups(3 * layer.maps()), 1, 1, context.parameters(), at, statistics);
    }
    int count = samples * context.output().size();
    forward.launch(
        queue,
        groups(count),
        1,
        1,
        input,
        context.parameters(),
        at,
        statistics,
        layer.epsilon(),
        count,
        output);
  }

  /** Takes the means, or what lies around these. */
  private void take(int samples, ClBuffer input, int around) {
    SampleBlocks blocks = SampleBlocks.of(samples);
    values.launch(
        queue,
        layer.maps(),
        blocks.count(),
        1,
        input,
        samples,
        blocks.size(),
        statistics,
        around,
        partial);
    totals.launch(
        queue,
        groups(layer.maps()),
        1,
        1,
        partial,
        blocks.count(),
        (float) batch,
        around,
        statistics);
  }

  @Override
  public void toInputs(
      Degree degree, int samples, ClBuffer derivative, ClBuffer input, ClBuffer inDerivative) {
    int count = samples * context.output().size();
    toInputs
        .get(degree)
        .launch(
            queue,
            groups(count),
            1,
            1,
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
    toParameters
        .get(degree)
        .launch(
            queue,
            layer.maps(),
            blocks.count(),
            1,
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
      batchMeans.launch(
          queue,
          groups(layer.maps()),
          1,
          1,
          sums,
          blocks.count(),
          context.parameterCount(),
          at,
          count,
          means);
    }
  }

  @Override
  public void settle(Halt halt) {
    if (batch > 1) {
      move.launch(
          queue,
          groups(2 * layer.maps()),
          1,
          1,
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
