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
final class SimdSamples {

  private SimdSamples() {}

  /** Puts the inputs of a block into its lanes; lanes without a sample are zero. */
  static void load(Source from, Shape input, int number, int lanes, SimdBlock block) {
    float[] x = block.values[0];
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

  /** Copies the values of one lane in the order map, row, column. */
  static void copyOut(float[] values, SimdMaps maps, int lane, float[] to, int at) {
    int next = at;
    for (int m = 0; m < maps.shape().maps(); m++) {
      for (int r = 0; r < maps.shape().height(); r++) {
        for (int c = 0; c < maps.shape().width(); c++) {
          to[next++] = values[maps.at(m, r, c) + lane];
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
      SimdBlock block,
      float weight,
      float[] losses,
      byte[] wrong) {
    float[] outputs = block.values[block.values.length - 1];
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
        for (int i = 0; i < classes; i++) {
          y[i] = outputs[i * lanes + lane];
        }
        losses[sample] =
            LossOperation.seed(loss, y, 0, classes, label, weight, first, diagonal, factor);
        wrong[sample] = (byte) (readout.isWrong(y, 0, label) ? 1 : 0);
      }
      if (block.derivatives.length > 0) {
        float[] seeds = block.derivatives[block.derivatives.length - 1];
        for (int i = 0; i < classes; i++) {
          seeds[i * lanes + lane] = first[i];
        }
      }
    }
  }

  /**
   * Sets the derivatives by the outputs of a block from those of all samples; lanes without a
   * sample get zeros.
   */
  static void seed(float[] first, int samples, int number, int lanes, SimdBlock block) {
    float[] derivatives = block.derivatives[block.derivatives.length - 1];
    SimdMaps maps = block.derivativeMaps(block.derivatives.length - 1);
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      int next = sample * maps.shape().size();
      for (int m = 0; m < maps.shape().maps(); m++) {
        for (int r = 0; r < maps.shape().height(); r++) {
          for (int c = 0; c < maps.shape().width(); c++) {
            derivatives[maps.at(m, r, c) + lane] = sample < samples ? first[next++] : 0;
          }
        }
      }
    }
  }
}
