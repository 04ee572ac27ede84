package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Loss;
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
    float[] x = block.inputs();
    int size = input.size();
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      if (sample >= from.count()) {
        for (int i = 0; i < size; i++) {
          x[i * lanes + lane] = 0;
        }
      } else if (from instanceof Source.Samples samples) {
        CpuImages images = (CpuImages) samples.images();
        images.gather(samples, sample, input, x, lane, lanes);
      } else {
        float[] inputs = ((Source.Inputs) from).values();
        if (lanes == 1) {
          System.arraycopy(inputs, sample * size, x, 0, size);
          continue;
        }
        for (int i = 0; i < size; i++) {
          x[i * lanes + lane] = inputs[sample * size + i];
        }
      }
    }
  }

  /** Applies the loss to the samples of a block; the seeds of lanes without a sample are zero. */
  static void seed(
      Loss loss,
      Readout readout,
      Source.Samples samples,
      int number,
      int lanes,
      Block block,
      float weight,
      float[] losses,
      byte[] wrong) {
    int classes = readout.values();
    float[] y = new float[classes];
    float[] first = new float[classes];
    float[] diagonal = new float[classes];
    float[] factor = new float[classes];
    CpuImages images = (CpuImages) samples.images();
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      Arrays.fill(first, 0);
      if (sample < samples.count()) {
        int label = images.label(samples.index(sample), readout.classes());
        block.copyOut(readout.layers(), lane, y, 0);
        losses[sample] =
            LossOperation.seed(loss, y, 0, classes, label, weight, first, diagonal, factor);
        wrong[sample] = (byte) (readout.isWrong(y, 0, label) ? 1 : 0);
      }
      block.seed(lane, first, 0);
    }
  }

  /**
   * Sets the derivatives by the outputs of a block from those of all samples; lanes without a
   * sample get zeros.
   *
   * @param size values of a sample
   */
  static void seed(float[] first, int size, int samples, int number, int lanes, Block block) {
    float[] none = new float[size];
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      if (sample < samples) {
        block.seed(lane, first, sample * size);
      } else {
        block.seed(lane, none, 0);
      }
    }
  }
}
