package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo.Kind;
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
  GENERAL,
  /** LeNet-5 in the local memory of a work-group, other networks layer by layer. */
  FUSED;

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
    if (this == GENERAL || !FusedNetwork.fits(parts.spec())) {
      return Optional.empty();
    }
    ClDevice device = parts.workspace().queue().context().device();
    boolean enough = device.localMemory() >= FusedNetwork.LOCAL_MEMORY;
    if (this == FUSED && !enough) {
      throw new DeviceException(
          device.info()
              + ": "
              + device.localMemory()
              + " bytes of local memory, wanted "
              + FusedNetwork.LOCAL_MEMORY
              + "; leave out -D"
              + PROPERTY
              + "="
              + this);
    }
    boolean gains = this == FUSED || enough && device.info().kind() != Kind.CPU;
    return gains ? Optional.of(new FusedNetwork(parts)) : Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
