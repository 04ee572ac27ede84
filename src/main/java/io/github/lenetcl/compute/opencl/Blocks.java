package io.github.lenetcl.compute.opencl;

/**
 * How a sum over samples is cut into blocks, which are added up apart and then together. It depends
 * on the number of samples alone, so that equal batches give equal sums.
 *
 * @param count the number of blocks
 * @param size the samples in each, fewer in the last
 */
record Blocks(int count, int size) {

  private static final int SMALLEST = 16;
  private static final int MOST = 32;

  static Blocks of(int samples) {
    int size = Math.max(SMALLEST, ceilDiv(samples, MOST));
    return new Blocks(ceilDiv(samples, size), size);
  }

  static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
