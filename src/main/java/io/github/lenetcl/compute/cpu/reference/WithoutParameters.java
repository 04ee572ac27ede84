package io.github.lenetcl.compute.cpu.reference;

/** An operation of a layer that has no parameters. */
interface WithoutParameters extends Operation {

  @Override
  default void backwardParameters(float[] x, int xAt, float[] dy, int dyAt, float[] dw) {}

  @Override
  default void curvatureParameters(float[] x, int xAt, float[] hy, int hyAt, float[] hw) {}
}
