package io.github.lenetcl.experiment;

import java.util.stream.DoubleStream;

/** Where on an axis values are drawn. */
interface Axis {

  double at(double value);

  default double[] at(double[] values) {
    return DoubleStream.of(values).map(this::at).toArray();
  }
}
