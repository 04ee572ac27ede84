package io.github.lenetcl.spark;

import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.DeviceInfo.Kind;
import io.github.lenetcl.compute.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The device of a task: the GPU that Spark assigned to it, else the CPU. A GPU that Spark did not
 * assign is another's. In local mode nobody else is there, and any GPU is taken.
 *
 * @param device what to ask {@link Backends} for
 * @param why why, for people
 */
record DeviceChoice(String device, String why) {

  private static final String GPU = "gpu";

  static DeviceChoice of(String wish) {
    if (!wish.equals("auto")) {
      return new DeviceChoice(wish, "it was asked for");
    }
    TaskContext task = TaskContext.get();
    Optional<ResourceInformation> gpu =
        task == null ? Optional.empty() : Optional.ofNullable(task.resourcesJMap().get(GPU));
    if (gpu.isPresent()) {
      return assigned(Arrays.asList(gpu.get().addresses()), gpus());
    }
    return isLocal()
        ? new DeviceChoice("auto", "nobody else is there in local mode")
        : new DeviceChoice("cpu", "Spark assigned no GPU to the task");
  }

  /**
   * {@return the GPU at one of the addresses}
   *
   * @param addresses what Spark assigned: numbers, as drivers count them
   * @param gpus those that OpenCL shows here; a container may show no more than the assigned ones
   */
  static DeviceChoice assigned(List<String> addresses, List<DeviceInfo> gpus) {
    String told = "Spark assigned GPU " + String.join(", ", addresses);
    if (gpus.isEmpty()) {
      return new DeviceChoice("cpu", told + ", but OpenCL shows none");
    }
    int number = addresses.isEmpty() ? 0 : number(addresses.get(0));
    DeviceInfo gpu = gpus.get(number < gpus.size() ? number : 0);
    return new DeviceChoice(gpu.id(), told);
  }

  private static int number(String address) {
    return address.matches("\\d{1,4}") ? Integer.parseInt(address) : 0;
  }

  private static List<DeviceInfo> gpus() {
    return Backends.providers().stream()
        .flatMap(provider -> devices(provider).stream())
        .filter(device -> device.kind() == Kind.DISCRETE_GPU || device.kind() == Kind.ACCELERATOR)
        .toList();
  }

  private static List<DeviceInfo> devices(BackendProvider provider) {
    try {
      return provider.devices();
    } catch (DeviceException e) {
      return List.of(); // there are none of that kind
    }
  }

  private static boolean isLocal() {
    SparkEnv env = SparkEnv.get();
    return env == null || env.conf().get("spark.master", "local").startsWith("local");
  }

  /** Opens it. */
  Selection open() {
    Selection opened = Backends.open(device);
    if (device.equals("auto")) {
      return opened;
    }
    return new Selection(
        opened.backend(),
        "device: %s, because %s; choose with %s"
            .formatted(opened.backend().device(), why, LenetSpark.DEVICE));
  }
}
