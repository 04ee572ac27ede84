package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.WorkGroup;

/**
 * How a sum over samples is cut into blocks, which are added up apart and then together. It depends
 * on the number of samples alone, so that equal batches give equal sums.
 *
 * @param count the number of blocks
 * @param size the samples in each, fewer in the last
 */
record SampleBlocks(int count, int size) {

  private static final int SMALLEST = 16;
  private static final int MOST = 32;

  static SampleBlocks of(int samples) {
    int size = Math.max(SMALLEST, WorkGroup.ceilDiv(samples, MOST));
    return new SampleBlocks(WorkGroup.ceilDiv(samples, size), size);
  }
}
