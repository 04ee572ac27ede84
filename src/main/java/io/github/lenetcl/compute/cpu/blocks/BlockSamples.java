package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.cpu.images.CpuImages;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;

/**
 * How samples come into the lanes of a block, and their results out of it. Sample n is in lane n
 * modulo lanes.
 */
final class BlockSamples {

  private BlockSamples() {}

  /** Values that are put into all lanes before the next ones: as many as stay in the cache. */
  private static final int RUN = 64;

  /** Puts the inputs of a block into its lanes; lanes without a sample are zero. */
  static void load(Source from, Shape input, int number, int lanes, Block block) {
    int first = number * lanes;
    block.begin(from, first);
    float[] x = block.inputs();
    int count = Math.min(lanes, from.count() - first);
    if (from instanceof Source.Samples samples) {
      ((CpuImages) samples.images()).gather(samples, first, count, input, x, lanes);
    } else {
      copy(((Source.Inputs) from).values(), first, count, input.size(), x, lanes);
    }
    for (int lane = count; lane < lanes; lane++) {
      for (int i = 0; i < input.size(); i++) {
        x[i * lanes + lane] = 0;
      }
    }
  }

  private static void copy(float[] from, int first, int count, int size, float[] x, int lanes) {
    if (lanes == 1) {
      System.arraycopy(from, first * size, x, 0, size);
      return;
    }
    for (int run = 0; run < size; run += RUN) {
      int end = Math.min(size, run + RUN);
      for (int lane = 0; lane < count; lane++) {
        int at = (first + lane) * size;
        for (int i = run; i < end; i++) {
          x[i * lanes + lane] = from[at + i];
        }
      }
    }
  }

  /** Applies the loss to the samples of a block; the seeds of lanes without a sample are zero. */
  static void seed(LossPass pass, int number, int lanes, Block block) {
    int size = pass.readout().values();
    float[] y = new float[size];
    float[] first = new float[size];
    float[] diagonal = new float[size];
    float[] factor = new float[size];
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      Arrays.fill(first, 0);
      if (sample < pass.samples().count()) {
        block.copyOut(pass.readout().layers(), lane, y, 0);
        pass.seed(sample, y, first, diagonal, factor);
      }
      block.seed(pass.readout().layers(), lane, first, 0);
    }
  }

  /**
   * Sets the derivatives by the values at a boundary of a block from those of all samples; lanes
   * without a sample get zeros.
   *
   * @param size values of a sample
   */
  static void seed(
      int boundary, float[] first, int size, int samples, int number, int lanes, Block block) {
    float[] none = new float[size];
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      if (sample < samples) {
        block.seed(boundary, lane, first, sample * size);
      } else {
        block.seed(boundary, lane, none, 0);
      }
    }
  }
}
