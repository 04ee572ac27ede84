package io.github.lenetcl.compute.cpu.vector;

/** A convolution's way back to its inputs: the transposed convolution over a block. */
interface WideWayBack {

  /** Brings weights that were changed into its own order. */
  void prepare(float[] w);

  /** Returns how many values this needs to work in. */
  int scratch();

  /** Sets the derivatives by the inputs from those by the outputs. */
  void run(float[] derivatives, float[] given, float[] scratch);
}
