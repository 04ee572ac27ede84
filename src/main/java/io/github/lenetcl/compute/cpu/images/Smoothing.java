package io.github.lenetcl.compute.cpu.images;

/** Convolution with a symmetric row of taps, every value by the same steps whoever computes it. */
public interface Smoothing {

  /**
   * Writes at each place its value times the first tap, then adds for each further tap t that tap
   * times the sum of the values t·step before and after it.
   *
   * @param from the values, with so many before and after the range that none is missing
   * @param step from one neighbour to the next
   * @param taps the taps from the middle outwards
   * @param begin the first place
   * @param end the place behind the last
   * @param to another array, untouched outside the range
   */
  void convolve(float[] from, int step, float[] taps, int begin, int end, float[] to);
}
