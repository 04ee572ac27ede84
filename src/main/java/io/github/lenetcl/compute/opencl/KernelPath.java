package io.github.lenetcl.compute.opencl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which kernels a plan uses where there is a choice. {@code -Dlenet.opencl.path=} forces one, for
 * proofs and comparisons.
 */
enum KernelPath {
  /** What the device is expected to be fastest with. */
  AUTO,
  /** Layer by layer, whatever the network. */
  GENERAL;

  private static final String PROPERTY = "lenet.opencl.path";

  /** Returns the user's choice. */
  static KernelPath ofUser() {
    return of(System.getProperty(PROPERTY, "auto"));
  }

  static KernelPath of(String name) {
    return Arrays.stream(values())
        .filter(path -> path.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    PROPERTY + ": found " + name + ", wanted one of " + Arrays.toString(values())));
  }

  /** Returns the kernels for a plan's whole network, if there are any and they are to be used. */
  Optional<WholeNetwork> wholeNetwork(PlanParts parts) {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
