package io.github.lenetcl.model;

import java.util.OptionalInt;

/**
 * Where a normalisation stands among layers of weights.
 *
 * @param name what the file calls it
 * @param maps how many maps it normalises
 * @param layer the layer that it follows
 * @param steps how many places behind that layer it stands, where the names tell it
 * @param least the smallest of its running means
 * @param most the largest
 */
record NormPlace(String name, int maps, int layer, OptionalInt steps, float least, float most) {

  /** Whether the names say that it stands between a layer and its function. */
  boolean isBeforeFunction() {
    return steps.orElse(0) == 1;
  }

  /** Whether the names say that it follows a function. */
  boolean isBehindFunction() {
    return steps.orElse(0) > 1;
  }

  /** Whether the names say that a function and something else, as pooling, stand before it. */
  boolean isBehindPooling() {
    return steps.orElse(0) > 2;
  }
}
