package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * Passes of all blocks of a batch through a network with batch normalisation: at each such layer
 * the blocks wait for the statistics of all.
 */
public final class NormalizedPasses implements JointPasses {

  private final BatchStatistics statistics;
  private final int layers;
  private final Workers workers;

  public NormalizedPasses(BatchStatistics statistics, int layers, Workers workers) {
    this.statistics = statistics;
    this.layers = layers;
    this.workers = workers;
  }

  @Override
  public boolean takeWholeBatch() {
    return true;
  }

  @Override
  public void forward(float[] w, List<Block> given, IntConsumer before, IntConsumer after) {
    List<LayeredBlock> blocks = layered(given);
    List<Integer> stops = new ArrayList<>(statistics.indices());
    stops.add(layers);
    int from = 0;
    workers.run(blocks.size(), before::accept);
    for (int stop : stops) {
      int first = from;
      workers.run(
          blocks.size(),
          number -> {
            blocks.get(number).forward(w, first, stop);
            if (stop == layers) {
              after.accept(number);
            }
          });
      if (stop < layers && blocks.get(0).isDrawing()) {
        int samples = blocks.stream().mapToInt(LayeredBlock::samples).sum();
        BatchStatistics.OfLayer layer = statistics.of(stop);
        double[] sums = sums(blocks, layer, (block, part) -> block.addValues(stop, part));
        layer.takeValues(samples, sums);
      }
      from = stop;
    }
  }

  @Override
  public void backward(float[] w, List<Block> given, int seeded, GroupedSums sums) {
    List<LayeredBlock> blocks = layered(given);
    List<Integer> stops = statistics.indices();
    int end = seeded;
    for (int i = stops.size() - 1; i >= 0; i--) {
      int stop = stops.get(i);
      if (stop >= seeded) {
        continue;
      }
      back(blocks, end, stop + 1, w, sums);
      if (blocks.get(0).isDrawing()) {
        BatchStatistics.OfLayer layer = statistics.of(stop);
        layer.takeDerivatives(
            sums(blocks, layer, (block, part) -> block.addDerivatives(stop, part)));
        sums.run(
            (number, dw) -> {
              if (number == 0) {
                layer.addGradient(dw);
              }
            });
      }
      end = stop + 1;
    }
    back(blocks, end, 0, w, sums);
  }

  /** Returns two sums for each map over all blocks, which are added in their order. */
  private double[] sums(
      List<LayeredBlock> blocks,
      BatchStatistics.OfLayer layer,
      BiConsumer<LayeredBlock, double[]> adding) {
    double[][] parts = new double[blocks.size()][2 * layer.maps()];
    workers.run(parts.length, number -> adding.accept(blocks.get(number), parts[number]));
    double[] total = new double[2 * layer.maps()];
    for (double[] part : parts) {
      for (int i = 0; i < total.length; i++) {
        total[i] += part[i];
      }
    }
    return total;
  }

  private static void back(
      List<LayeredBlock> blocks, int end, int from, float[] w, GroupedSums sums) {
    sums.run((number, dw) -> blocks.get(number).backward(end, from, w, dw, number));
  }

  private static List<LayeredBlock> layered(List<Block> blocks) {
    return blocks.stream().map(LayeredBlock.class::cast).toList();
  }
}
