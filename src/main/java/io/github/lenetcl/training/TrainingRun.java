package io.github.lenetcl.training;

import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.network.Network;

/**
 * A run as it begins.
 *
 * @param device where it runs
 * @param network what is trained
 * @param recipe how
 * @param seed the seed of the start, the shuffling and all else that is drawn
 * @param trainingSamples the number of training samples
 * @param testSamples the number of test samples, 0 where there are none
 * @param validationSamples the number of samples by which passes are compared, 0 where there are
 *     none
 * @param pass the first pass, from 1: above 1 where a run is resumed
 * @param done the samples of that pass that were done before
 */
public record TrainingRun(
    DeviceInfo device,
    Network network,
    Recipe recipe,
    long seed,
    int trainingSamples,
    int testSamples,
    int validationSamples,
    int pass,
    int done) {

  /** {@return whether this run goes on from a checkpoint} */
  public boolean resumed() {
    return pass > 1 || done > 0;
  }
}
