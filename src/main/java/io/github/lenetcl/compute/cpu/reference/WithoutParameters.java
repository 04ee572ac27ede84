package io.github.lenetcl.compute.cpu.reference;

import io.github.lenetcl.compute.Degree;

/** An operation of a layer that has no parameters. */
interface WithoutParameters extends Operation {

  @Override
  default void toParameters(Degree degree, float[] x, int xAt, float[] dy, int dyAt, float[] dw) {}
}
