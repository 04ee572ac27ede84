package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.cpu.images.CpuImages;
import io.github.lenetcl.compute.cpu.reference.LossOperation;
import io.github.lenetcl.network.Loss;

/**
 * A loss applied to the samples of a pass, and what it comes to for each of them.
 *
 * @param loss the loss
 * @param readout where and how it reads the network
 * @param samples the samples, for their labels
 * @param weight a factor on the seeds
 * @param losses a place for the loss of each sample
 * @param wrong a place for whether each sample was misread
 */
record LossPass(
    Loss loss,
    Readout readout,
    Source.Samples samples,
    float weight,
    float[] losses,
    byte[] wrong) {

  LossPass(Loss loss, Readout readout, Source.Samples samples, float weight) {
    this(loss, readout, samples, weight, new float[samples.count()], new byte[samples.count()]);
  }

  /**
   * Applies the loss to one sample.
   *
   * @param y the values that it reads
   * @param first where its first derivatives go
   * @param diagonal where the diagonal part of its second derivatives goes
   * @param factor where their rank-one part goes
   */
  void seed(int sample, float[] y, float[] first, float[] diagonal, float[] factor) {
    int label = ((CpuImages) samples.images()).label(samples.index(sample), readout.classes());
    losses[sample] =
        LossOperation.seed(loss, y, 0, readout.values(), label, weight, first, diagonal, factor);
    wrong[sample] = (byte) (readout.isWrong(y, 0, label) ? 1 : 0);
  }
}
