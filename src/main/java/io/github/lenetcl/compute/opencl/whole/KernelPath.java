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
    return switch (on(context.device())) {
      case LANES -> LaneNetwork.of(parts);
      case FUSED -> fused(context, parts);
      default -> Optional.empty();
    };
  }

  /** Returns the kernels for a network's first layers, where the whole of it has none. */
  public Optional<Head> head(PlanParts parts) {
    ClDevice device = parts.workspace().queue().context().device();
    return on(device) == LANES ? Head.of(parts) : Optional.empty();
  }

  /** Tells how a plan would run its layers. */
  public String schedule(ClContext context, PlanSpec spec) {
    return switch (on(context.device())) {
      case LANES -> {
        int lanes = LaneKernels.lanes(context.device(), spec.capacity());
        yield NetworkText.refusal(spec.network(), spec.input(), lanes)
            .map(reason -> inPart(spec, lanes, reason))
            .orElse("all layers at once, " + lanes + " samples side by side");
      }
      case FUSED ->
          GroupText.refusal(spec.network(), spec.input())
              .or(() -> shortage(context, GroupText.of(spec.network())))
              .map(reason -> "layer by layer: " + reason)
              .orElse("all layers at once, a work-group for each sample");
      default -> "layer by layer";
    };
  }

  private static String inPart(PlanSpec spec, int lanes, String reason) {
    return Head.first(spec, lanes)
        .map(
            first ->
                "%s to %s at once, %d samples side by side, the rest layer by layer: %s"
                    .formatted(
                        spec.network().layers().get(0).name(),
                        first.layers().get(first.layers().size() - 1).name(),
                        lanes,
                        reason))
        .orElse("layer by layer: " + reason);
  }

  /** Returns what the device is expected to be fastest with, unless one is forced. */
  private KernelPath on(ClDevice device) {
    if (this != AUTO) {
      return this;
    }
    return device.info().kind() == Kind.CPU ? LANES : FUSED;
  }

  private Optional<WholeNetwork> fused(ClContext context, PlanParts parts) {
    if (GroupText.refusal(parts.spec().network(), parts.spec().input()).isPresent()) {
      return Optional.empty();
    }
    GroupText text = GroupText.of(parts.spec().network());
    Optional<String> shortage = shortage(context, text);
    if (shortage.isPresent() && this == FUSED) {
      throw new DeviceException(
          context.device().info()
              + (": " + shortage.get() + "; leave out -D" + PROPERTY + "=" + this));
    }
    return shortage.isPresent() ? Optional.empty() : Optional.of(new FusedNetwork(parts, text));
  }

  /** Returns what a device has too little of for work-groups that take a sample each. */
  private static Optional<String> shortage(ClContext context, GroupText text) {
    long memory = context.device().localMemory();
    int group = context.largestGroup();
    if (memory < text.localMemory()) {
      return Optional.of(memory + " bytes of local memory, wanted " + text.localMemory());
    }
    return group < GroupText.GROUP
        ? Optional.of(group + " work-items in a group, wanted " + GroupText.GROUP)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
