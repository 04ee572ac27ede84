package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * The passes of a batch's blocks: one by one, each forward and back at once while its values are in
 * the cache, or several together where the network asks for that.
 */
final class BatchPasses {

  private final Shape input;
  private final int layers;
  private final Shape outputs;
  private final Workers workers;
  private final BatchGradient gradients;

  private final BatchStatistics statistics;

  BatchPasses(PlanSpec spec, Workers workers, BatchStatistics statistics) {
    this.workers = workers;
    this.statistics = statistics;
    input = spec.input();
    List<Shape> shapes = spec.network().shapesFor(input);
    layers = shapes.size();
    outputs = shapes.get(layers - 1);
    gradients = new BatchGradient(workers, spec.network().parameterCount());
  }

  /** Computes all layers' values, which stay in the blocks. */
  void forward(Blocks blocks, Source from, float[] w) {
    int all = blocks.count(from.count());
    blocks.make(all);
    prepare(blocks, w);
    if (blocks.joint().isEmpty()) {
      workers.run(
          all,
          number -> {
            load(from, number, blocks, blocks.get(number));
            blocks.get(number).forward(w);
          });
      return;
    }
    for (int first = 0; first < all; first += blocks.atOnce()) {
      List<Block> some = blocks.get(first, Math.min(blocks.atOnce(), all - first));
      forward(from, first, blocks, some, w, (block, number) -> {});
    }
  }

  /** Returns what the last layer gives, sample by sample; no block holds it afterwards. */
  float[] outputs(Blocks blocks, Source from, float[] w) {
    int size = outputs.size();
    float[] values = new float[from.count() * size];
    pass(
        blocks,
        from,
        w,
        (block, number) ->
            BlockSamples.copyOut(block, layers, size, number, blocks.lanes(), values));
    return values;
  }

  /** Computes the losses of any number of samples. */
  void evaluate(Blocks blocks, LossPass pass, float[] w) {
    pass(blocks, pass.samples(), w, seeding(pass, blocks));
  }

  /** Takes samples through the network in a few blocks that are used again and again. */
  private void pass(Blocks blocks, Source from, float[] w, ObjIntConsumer<Block> after) {
    int all = blocks.count(from.count());
    int together = blocks.joint().map(JointPasses::together).orElse(1);
    prepare(blocks, w);
    if (blocks.joint().isEmpty() || together == 1 && !from.draws().on()) {
      workers.run(all, number -> one(from, number, blocks, w, after));
    } else if (together > 1 && all >= 2 * workers.threads()) {
      BlockGroups groups = BlockGroups.of(all, together, workers.threads());
      workers.run(
          groups.count(),
          group -> some(from, groups.begin(group), groups.begin(group + 1), blocks, w, after));
    } else {
      for (int first = 0; first < all; first += blocks.atOnce()) {
        int count = Math.min(blocks.atOnce(), all - first);
        forward(from, first, blocks, blocks.get(0, count), w, after);
      }
    }
  }

  private void one(Source from, int number, Blocks blocks, float[] w, ObjIntConsumer<Block> after) {
    Block block = blocks.take();
    load(from, number, blocks, block);
    block.forward(w);
    after.accept(block, number);
    blocks.giveBack(block);
  }

  private void some(
      Source from, int first, int end, Blocks blocks, float[] w, ObjIntConsumer<Block> after) {
    List<Block> some = blocks.takeTogether();
    blocks
        .joint()
        .orElseThrow()
        .alone(
            w,
            some.subList(0, end - first),
            at -> load(from, first + at, blocks, some.get(at)),
            at -> after.accept(some.get(at), first + at));
    blocks.giveBack(some);
  }

  /** Makes the gradient from the derivatives that were set at a boundary. */
  void backward(
      Blocks blocks, int samples, int seeded, float[] w, float[] gradient, boolean accumulate) {
    gradients.add(
        gradient,
        accumulate,
        blocks.count(samples),
        blocks.products(),
        (first, count, sums) -> {
          if (blocks.joint().map(JointPasses::takeWholeBatch).orElse(false)) {
            blocks.joint().get().backward(w, blocks.get(first, count), seeded, sums);
            return;
          }
          sums.run((slot, partial) -> blocks.get(first + slot).backward(seeded, w, partial, slot));
        });
  }

  /** Makes an update. */
  Tally update(Blocks blocks, LossPass pass, UpdateRule rule, PlanParameters parameters) {
    float[] w = parameters.get(Vector.PARAMETERS);
    int seeded = pass.readout().layers();
    Tally[] tally = {Tally.NONE};
    prepare(blocks, w);
    gradients.add(
        parameters.get(Vector.GRADIENT),
        false,
        blocks.count(pass.samples().count()),
        blocks.products(),
        (first, count, sums) -> {
          if (blocks.joint().isPresent()) {
            List<Block> some = blocks.get(0, count);
            forward(pass.samples(), first, blocks, some, w, seeding(pass, blocks));
            blocks.joint().get().backward(w, some, seeded, sums);
            return;
          }
          sums.run(
              (slot, partial) -> {
                Block block = blocks.take();
                forward(pass, first + slot, blocks, block, w);
                block.backward(seeded, w, partial, slot);
                blocks.giveBack(block);
              });
        },
        () -> {
          tally[0] = parameters.tally(pass.losses(), pass.wrong());
          if (!parameters.isHalted()) {
            statistics.move(w);
          }
          return parameters.change(rule, workers);
        });
    return tally[0];
  }

  private void prepare(Blocks blocks, float[] w) {
    blocks.prepare(w);
    statistics.prepare(w);
  }

  /** Takes some blocks through the network together, from a sample's block on. */
  private void forward(
      Source from,
      int first,
      Blocks blocks,
      List<Block> some,
      float[] w,
      ObjIntConsumer<Block> after) {
    blocks
        .joint()
        .orElseThrow()
        .forward(
            w,
            some,
            at -> load(from, first + at, blocks, some.get(at)),
            at -> after.accept(some.get(at), first + at));
  }

  private void forward(LossPass pass, int number, Blocks blocks, Block block, float[] w) {
    load(pass.samples(), number, blocks, block);
    block.forward(w);
    BlockSamples.seed(pass, number, blocks.lanes(), block);
  }

  private static ObjIntConsumer<Block> seeding(LossPass pass, Blocks blocks) {
    return (block, number) -> BlockSamples.seed(pass, number, blocks.lanes(), block);
  }

  private void load(Source from, int number, Blocks blocks, Block block) {
    BlockSamples.load(from, input, number, blocks.lanes(), block);
  }
}
