package io.github.lenetcl.spark.sweep;

import java.io.Serializable;

/**
 * A training, on its way to an executor.
 *
 * @param settings what it is part of
 * @param name its name
 */
record Training(SweepSettings settings, String name) implements Serializable {

  private static final long serialVersionUID = 1L;
}
