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
  FUSED,
  /** LeNet-5 with a sample in each lane of a work-item's vectors, other networks layer by layer. */
  LANES;

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
    ClDevice device = parts.workspace().queue().context().device();
    int largest = parts.workspace().queue().context().largestGroup();
    boolean enough =
        device.localMemory() >= FusedNetwork.LOCAL_MEMORY && largest >= FusedNetwork.GROUP;
    return switch (this) {
      case GENERAL -> Optional.empty();
      case LANES -> LeNet5Lanes.of(parts);
      case FUSED -> fused(parts, device);
      case AUTO ->
          device.info().kind() == Kind.CPU
              ? LeNet5Lanes.of(parts)
              : enough ? fused(parts, device) : Optional.empty();
    };
  }

  private Optional<WholeNetwork> fused(PlanParts parts, ClDevice device) {
    if (!FusedNetwork.fits(parts.spec())) {
      return Optional.empty();
    }
    if (device.localMemory() < FusedNetwork.LOCAL_MEMORY) {
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
    int largest = parts.workspace().queue().context().largestGroup();
    if (largest < FusedNetwork.GROUP) {
      throw new DeviceException(
          device.info()
              + ": "
              + largest
              + " work-items in a group, wanted "
              + FusedNetwork.GROUP
              + "; leave out -D"
              + PROPERTY
              + "="
              + this);
    }
    return Optional.of(new FusedNetwork(parts));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
