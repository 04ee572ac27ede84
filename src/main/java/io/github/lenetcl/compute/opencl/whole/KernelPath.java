package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClDevice;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which kernels a plan uses where there is a choice. {@code -Dlenet.opencl.path=} forces one, for
 * proofs and comparisons.
 */
public enum KernelPath {
  /** What the device is expected to be fastest with. */
  AUTO,
  /** Layer by layer, whatever the network. */
  GENERAL,
  /** LeNet-5 in the local memory of a work-group, other networks layer by layer. */
  FUSED,
  /** Networks with a sample in each lane of a work-item's vectors, where all layers have bodies. */
  LANES;

  private static final String PROPERTY = "lenet.opencl.path";

  /** Returns the user's choice. */
  public static KernelPath ofUser() {
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
  public Optional<WholeNetwork> wholeNetwork(PlanParts parts) {
    ClContext context = parts.workspace().queue().context();
    ClDevice device = context.device();
    return switch (on(device, context.largestGroup())) {
      case LANES -> LaneNetwork.of(parts);
      case FUSED -> fused(parts, device);
      default -> Optional.empty();
    };
  }

  /** Returns what the device is expected to be fastest with, unless one is forced. */
  private KernelPath on(ClDevice device, int largest) {
    if (this != AUTO) {
      return this;
    } else if (device.info().kind() == Kind.CPU) {
      return LANES;
    }
    boolean enough =
        device.localMemory() >= FusedNetwork.LOCAL_MEMORY && largest >= FusedNetwork.GROUP;
    return enough ? FUSED : GENERAL;
  }

  /** Tells how a plan would run its layers. */
  public String schedule(ClContext context, PlanSpec spec) {
    ClDevice device = context.device();
    return switch (on(device, context.largestGroup())) {
      case LANES -> {
        int lanes = LaneKernels.lanes(device, spec.capacity());
        yield NetworkText.refusal(spec.network(), spec.input(), lanes)
            .map(reason -> "layer by layer: " + reason)
            .orElse("all layers at once, " + lanes + " samples side by side");
      }
      case FUSED ->
          FusedNetwork.fits(spec)
              ? "all layers at once, a work-group for each sample"
              : "layer by layer: the kernels for GPUs that take all layers at once are LeNet-5's";
      default -> "layer by layer";
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
