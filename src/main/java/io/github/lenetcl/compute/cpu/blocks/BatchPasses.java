package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.List;

/**
 * The passes of a batch's blocks: one by one, each forward and back at once while its values are in
 * the cache, or several together where the network asks for that.
 */
final class BatchPasses {

  private final Shape input;
  private final Workers workers;
  private final BatchGradient gradients;

  private final BatchStatistics statistics;

  BatchPasses(PlanSpec spec, Workers workers, BatchStatistics statistics) {
    this.workers = workers;
    this.statistics = statistics;
    input = spec.input();
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
    JointPasses joint = blocks.joint().orElseThrow();
    for (int begin = 0; begin < all; begin += blocks.atOnce()) {
      int first = begin;
      List<Block> some = blocks.get(first, Math.min(blocks.atOnce(), all - first));
      joint.forward(w, some, at -> load(from, first + at, blocks, some.get(at)), at -> {});
    }
  }

  /** Computes the losses of any number of samples. */
  void evaluate(Blocks blocks, LossPass pass, float[] w) {
    int all = blocks.count(pass.samples().count());
    prepare(blocks, w);
    if (blocks.joint().isEmpty()) {
      workers.run(
          all,
          number -> {
            Block block = blocks.take();
            forward(pass, number, blocks, block, w);
            blocks.giveBack(block);
          });
      return;
    }
    for (int first = 0; first < all; first += blocks.atOnce()) {
      List<Block> some = blocks.get(0, Math.min(blocks.atOnce(), all - first));
      forward(pass, first, blocks, some, w);
    }
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
            forward(pass, first, blocks, some, w);
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

  private void forward(LossPass pass, int first, Blocks blocks, List<Block> some, float[] w) {
    blocks
        .joint()
        .orElseThrow()
        .forward(
            w,
            some,
            at -> load(pass.samples(), first + at, blocks, some.get(at)),
            at -> BlockSamples.seed(pass, first + at, blocks.lanes(), some.get(at)));
  }

  private void forward(LossPass pass, int number, Blocks blocks, Block block, float[] w) {
    load(pass.samples(), number, blocks, block);
    block.forward(w);
    BlockSamples.seed(pass, number, blocks.lanes(), block);
  }

  private void load(Source from, int number, Blocks blocks, Block block) {
    BlockSamples.load(from, input, number, blocks.lanes(), block);
  }
}
