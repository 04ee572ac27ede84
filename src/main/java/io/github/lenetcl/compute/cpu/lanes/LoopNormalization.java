package io.github.lenetcl.compute.cpu.lanes;

import static io.github.lenetcl.compute.cpu.lanes.LaneLoops.LANES;

import io.github.lenetcl.compute.cpu.blocks.LaneBlock;
import io.github.lenetcl.compute.cpu.blocks.LaneNormalization;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
import io.github.lenetcl.compute.cpu.reference.NormalizationOperation;

/**
 * Batch normalisation of a block: the reference's operation, to which a map of all samples is one
 * of more positions.
 */
final class LoopNormalization implements LaneNormalization {

  private final int boundary;
  private final BatchStatistics.OfLayer statistics;

  /** Values of a map in a block. */
  private final int values;

  private final NormalizationOperation operation;

  LoopNormalization(int boundary, BatchStatistics.OfLayer statistics, int area) {
    this.boundary = boundary;
    this.statistics = statistics;
    values = area * LANES;
    operation = new NormalizationOperation(statistics, values);
  }

  @Override
  public String name() {
    return LoopTable.NAME;
  }

  @Override
  public void forward(LaneBlock block, float[] w) {
    operation.forward(block.values[boundary], 0, w, block.values[boundary + 1], 0);
  }

  @Override
  public void backwardInputs(LaneBlock block, float[] w) {
    float[] dx = block.derivatives[boundary];
    operation.backwardInputs(
        block.values[boundary], 0, block.derivatives[boundary + 1], 0, w, dx, 0);
    // In lanes without a sample derivatives are zeros, as every layer below counts on.
    for (int lane = block.samples(); lane < LANES; lane++) {
      for (int i = lane; i < statistics.maps() * values; i += LANES) {
        dx[i] = 0;
      }
    }
  }

  @Override
  public void backwardParameters(LaneBlock block, float[] w, float[] dw) {
    operation.backwardParameters(block.values[boundary], 0, block.derivatives[boundary + 1], 0, dw);
  }

  @Override
  public void addValues(LaneBlock block, double[] sums) {
    float[] x = block.values[boundary];
    for (int map = 0; map < statistics.maps(); map++) {
      for (int lane = 0; lane < block.samples(); lane++) {
        double sum = 0;
        double squares = 0;
        for (int i = map * values + lane; i < (map + 1) * values; i += LANES) {
          double value = x[i];
          sum += value;
          squares += value * value;
        }
        sums[map] += sum;
        sums[statistics.maps() + map] += squares;
      }
    }
  }

  @Override
  public void addDerivatives(LaneBlock block, double[] sums) {
    operation.addDerivatives(block.values[boundary], 0, block.derivatives[boundary + 1], 0, sums);
  }
}
