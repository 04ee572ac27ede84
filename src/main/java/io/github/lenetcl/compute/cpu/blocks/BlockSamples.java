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
    int lane = 0;
    for (; lane + 3 < count; lane += 4) {
      int a = (first + lane) * size;
      int b = a + size;
      int c = b + size;
      int d = c + size;
      int to = lane;
      for (int i = 0; i < size; i++) {
        x[to] = from[a + i];
        x[to + 1] = from[b + i];
        x[to + 2] = from[c + i];
        x[to + 3] = from[d + i];
        to += lanes;
      }
    }
    for (; lane < count; lane++) {
      int at = (first + lane) * size;
      for (int i = 0; i < size; i++) {
        x[i * lanes + lane] = from[at + i];
      }
    }
  }

  /**
   * Copies the values at a boundary of a block to those of all samples.
   *
   * @param size values of a sample
   */
  static void copyOut(Block block, int boundary, int size, int number, int lanes, float[] to) {
    int count = Math.min(lanes, to.length / size - number * lanes);
    for (int lane = 0; lane < count; lane++) {
      block.copyOut(boundary, lane, to, (number * lanes + lane) * size);
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
