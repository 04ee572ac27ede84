package io.github.lenetcl.compute;

import io.github.lenetcl.compute.DeviceInfo.Kind;
import io.github.lenetcl.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Opens a device by name: {@code auto}, {@code cpu}, {@code opencl}, {@code
 * opencl:<platform>.<device>} or {@code opencl:<part of a name>}.
 *
 * <p>{@code auto} takes a GPU or an accelerator, discrete ones first, and otherwise the Java CPU
 * backend; an OpenCL device that is a CPU is taken only when named. A device that is named and not
 * there is an error.
 */
public final class Backends {

  /** The system property that names the device where the caller does not. */
  public static final String PROPERTY = "lenet.device";

  private static final String HOW_TO_CHANGE = "choose with --device or -D" + PROPERTY;

  private Backends() {}

  /**
   * Opens the device that the system property {@value #PROPERTY} names, or else {@code auto}.
   *
   * @return the open device and why it was taken
   */
  public static Selection open() {
    return open(System.getProperty(PROPERTY, "auto"));
  }

  /**
   * Opens a device.
   *
   * @param wish auto, cpu, opencl, opencl:platform.device, or opencl:part of a name
   * @return the open device and why it was taken
   * @throws DeviceException if a named device is not there or cannot be used
   * @throws IllegalArgumentException if the wish is none of these
   */
  public static Selection open(String wish) {
    return open(wish, providers());
  }

  static Selection open(String wish, List<BackendProvider> providers) {
    String scheme = wish.contains(":") ? wish.substring(0, wish.indexOf(':')) : wish;
    if (scheme.equals("auto") && scheme.equals(wish)) {
      return automatic(providers);
    }
    for (BackendProvider provider : providers) {
      if (provider.scheme().equals(scheme)) {
        DeviceInfo device = pick(provider, wish);
        return new Selection(
            provider.open(device), "device: " + device + ", as asked for; " + HOW_TO_CHANGE);
      }
    }
    throw new IllegalArgumentException(
        "device \""
            + wish
            + "\", wanted auto, cpu, opencl, opencl:<platform>.<device> or"
            + " opencl:<part of a name>"
            + (wish.matches("\\w+") ? ", such as opencl:" + wish : ""));
  }

  /**
   * {@return all providers on the class path, whether or not their devices can be reached: OpenCL
   * first, the CPU last}
   */
  public static List<BackendProvider> providers() {
    List<BackendProvider> found = new ArrayList<>();
    ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader()).forEach(found::add);
    return found;
  }

  private static DeviceInfo pick(BackendProvider provider, String wish) {
    List<DeviceInfo> devices = provider.devices();
    if (wish.equals(provider.scheme())) {
      return devices.get(0);
    }
    for (DeviceInfo device : devices) {
      if (device.id().equals(wish)) {
        return device;
      }
    }
    String part = wish.substring(provider.scheme().length() + 1).toLowerCase(Locale.ROOT);
    for (DeviceInfo device : devices) {
      String names = device.name() + " " + device.platform();
      if (!part.isEmpty() && names.toLowerCase(Locale.ROOT).contains(part)) {
        return device;
      }
    }
    throw new DeviceException(
        "device \""
            + wish
            + "\" is not there; there "
            + (devices.size() == 1 ? "is " : "are ")
            + devices.stream().map(DeviceInfo::toString).collect(Collectors.joining(", ")));
  }

  private static Selection automatic(List<BackendProvider> providers) {
    List<String> reasons = new ArrayList<>();
    BackendProvider last = null;
    for (BackendProvider provider : providers) {
      if (provider.scheme().equals("cpu")) {
        last = provider;
        continue;
      }
      Optional<Selection> selection = automatic(provider, reasons);
      if (selection.isPresent()) {
        return selection.get();
      }
    }
    if (last == null) {
      throw new DeviceException("no backend on the class path");
    }
    DeviceInfo cpu = last.devices().get(0);
    String because = reasons.isEmpty() ? "there is no other backend" : String.join("; ", reasons);
    return new Selection(
        last.open(cpu), "device: " + cpu + ", because: " + because + "; " + HOW_TO_CHANGE);
  }

  /** Opens the first of a provider's GPUs and accelerators that can be used. */
  private static Optional<Selection> automatic(BackendProvider provider, List<String> reasons) {
    try {
      List<DeviceInfo> devices = provider.devices();
      List<DeviceInfo> fit = devices.stream().filter(device -> isAutomatic(device.kind())).toList();
      if (fit.isEmpty()) {
        reasons.addAll(provider.failures());
        DeviceInfo first = devices.get(0);
        String what = first.kind() == Kind.SIMULATOR ? "a simulator" : "a CPU";
        reasons.add(
            "no GPU or accelerator found ("
                + first.id()
                + " is "
                + what
                + ": taken only when named)");
      }
      for (DeviceInfo device : fit) {
        try {
          Backend backend = proved(provider, device);
          String why =
              reasons.isEmpty()
                  ? "the first GPU or accelerator"
                  : "the first GPU or accelerator that can be used ("
                      + String.join("; ", reasons)
                      + ")";
          return Optional.of(
              new Selection(backend, "device: " + device + ", " + why + "; " + HOW_TO_CHANGE));
        } catch (DeviceException e) {
          reasons.add(e.getMessage());
        }
      }
    } catch (DeviceException e) {
      reasons.add(e.getMessage());
    }
    return Optional.empty();
  }

  private static boolean isAutomatic(Kind kind) {
    return kind != Kind.CPU && kind != Kind.SIMULATOR;
  }

  /**
   * Opens a device and runs LeNet-5 on it, so that a driver that cannot build or run it is found
   * out here.
   */
  private static Backend proved(BackendProvider provider, DeviceInfo device) {
    Backend backend = provider.open(device);
    try {
      PlanSpec spec = PlanSpec.training(Network.lenet5(), 1);
      try (Plan plan = backend.plan(spec)) {
        plan.forward(new Source.Inputs(new float[spec.input().size()], 1));
        plan.outputs();
      }
      return backend;
    } catch (DeviceException e) {
      backend.close();
      throw e;
    }
  }
}
