package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.blocks.Block;
import io.github.lenetcl.compute.cpu.blocks.BlockGroups;
import io.github.lenetcl.compute.cpu.blocks.GroupedSums;
import io.github.lenetcl.compute.cpu.blocks.JointPasses;
import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneLayer;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import java.util.List;
import java.util.function.IntConsumer;

/** Passes of several blocks through layers some of which are full connections of many weights. */
final class WideJointPasses implements JointPasses {

  private final List<LaneLayer> layers;

  /** The first layer with parameters: below it nobody asks for derivatives. */
  private final int lowest;

  private final Workers workers;

  /** What each thread works in. */
  private final float[][] panels;

  WideJointPasses(List<LaneLayer> layers, int lowest, Workers workers) {
    this.layers = layers;
    this.lowest = lowest;
    this.workers = workers;
    panels = new float[workers.threads()][];
  }

  /** Returns whether a layer has so many weights that threads share them out. */
  static boolean isShared(LaneLayer layer) {
    return layer instanceof WideConnection connection && connection.hasManyWeights();
  }

  /** Blocks that a thread takes through the network together: their values stay in its cache. */
  private static final int TOGETHER = 4;

  @Override
  public int together() {
    return TOGETHER;
  }

  @Override
  public void forward(float[] w, List<Block> given, IntConsumer before, IntConsumer after) {
    List<LaneBlock> blocks = wide(given);
    boolean few = blocks.size() < 2 * workers.threads();
    if (few && isShared(layers.get(lowest))) {
      forwardSharingWeights(w, blocks, before, after);
      return;
    }
    BlockGroups groups =
        few
            ? new BlockGroups(blocks.size(), blocks.size(), 1)
            : BlockGroups.of(blocks.size(), TOGETHER, workers.threads());
    workers.run(
        groups.count(),
        group -> {
          int first = groups.begin(group);
          alone(
              w,
              given.subList(first, groups.begin(group + 1)),
              at -> before.accept(first + at),
              at -> after.accept(first + at));
        });
  }

  @Override
  public void alone(float[] w, List<Block> given, IntConsumer before, IntConsumer after) {
    List<LaneBlock> blocks = wide(given);
    for (int from = 0, end; from <= layers.size(); from = end + 1) {
      end = nextShared(from);
      for (int at = 0; at < blocks.size(); at++) {
        if (from == 0) {
          before.accept(at);
        }
        blocks.get(at).forward(w, from, end);
        if (end == layers.size()) {
          after.accept(at);
        }
      }
      if (end < layers.size()) {
        ((WideConnection) layers.get(end)).forward(blocks, w);
      }
    }
  }

  /** Fewer blocks than would keep all threads busy: the threads share out the weights. */
  private void forwardSharingWeights(
      float[] w, List<LaneBlock> blocks, IntConsumer before, IntConsumer after) {
    int from = 0;
    while (true) {
      int first = from;
      int end = nextShared(first);
      workers.run(
          blocks.size(),
          number -> {
            if (first == 0) {
              before.accept(number);
            }
            blocks.get(number).forward(w, first, end);
            if (end == layers.size()) {
              after.accept(number);
            }
          });
      if (end == layers.size()) {
        return;
      }
      WideConnection shared = (WideConnection) layers.get(end);
      workers.run(shared.forwardTasks(), task -> shared.forward(task, w, blocks));
      from = end + 1;
    }
  }

  private int nextShared(int from) {
    int next = from;
    while (next < layers.size() && !isShared(layers.get(next))) {
      next++;
    }
    return next;
  }

  @Override
  public void backward(float[] w, List<Block> given, int seeded, GroupedSums sums) {
    List<LaneBlock> blocks = wide(given);
    int end = seeded;
    while (end > lowest) {
      int top = end;
      int shared = lastShared(top);
      sums.run(
          (number, dw) -> {
            LaneBlock block = blocks.get(number);
            block.slot = number;
            block.backward(top, Math.max(shared + 1, lowest), w, dw);
            if (shared >= lowest) {
              layers.get(shared).backwardParameters(block, w, dw);
            }
          });
      if (shared > lowest) {
        WideConnection connection = (WideConnection) layers.get(shared);
        workers.run(
            connection.backwardTasks(),
            (task, worker) ->
                connection.backward(task, w, blocks, panel(worker, connection.panel())));
      }
      end = shared;
    }
  }

  private int lastShared(int end) {
    int last = end - 1;
    while (last >= 0 && !isShared(layers.get(last))) {
      last--;
    }
    return last;
  }

  private float[] panel(int worker, int length) {
    if (panels[worker] == null || panels[worker].length < length) {
      panels[worker] = new float[length];
    }
    return panels[worker];
  }

  private static List<LaneBlock> wide(List<Block> blocks) {
    return blocks.stream().map(LaneBlock.class::cast).toList();
  }
}
