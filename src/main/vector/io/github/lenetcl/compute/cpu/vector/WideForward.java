package io.github.lenetcl.compute.cpu.vector;

/** A convolution's sums: what it computes forward, for some places at a time. */
interface WideForward {

  /** Returns what it computes at once, as {@code lenet info} says it. */
  String name();

  /** Brings weights that were changed into its own order. */
  void prepare(float[] w);

  /**
   * Computes some places of all maps.
   *
   * @param x what it reads, with zeros where windows leave the maps
   * @param places whole rows of places
   * @param map from one map that is computed to the next
   */
  void run(float[] x, float[] bias, WidePlaces places, float[] y, int map);
}
