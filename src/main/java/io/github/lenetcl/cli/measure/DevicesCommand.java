package io.github.lenetcl.cli.measure;

import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.terminal.TextTable;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet devices}: what there is to run on. */
@Command(
    name = "devices",
    header = "List platforms, devices, drivers and limits.",
    description = {
      "Each device stands under the name that --device takes. Where OpenCL is out of reach, the"
          + " reason is told; the CPU is always there."
    },
    footer = {"", "Examples:", "  lenet devices", "  lenet train --device opencl:0.0 ..."})
public final class DevicesCommand implements Runnable {

  @Option(names = "--json", description = "Print JSON and nothing else.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * What is listed: devices, for each kind that cannot be reached why not, and what of the other
   * kinds cannot be used.
   */
  private record Listing(
      List<DeviceInfo> devices, Map<String, String> unreachable, List<String> failures) {}

  @Override
  public void run() {
    Listing listing = new Listing(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (BackendProvider provider : Backends.providers()) {
      try {
        listing.devices().addAll(provider.devices());
        listing.failures().addAll(provider.failures());
      } catch (DeviceException e) {
        listing.unreachable().put(provider.scheme(), e.getMessage());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, listing);
    } else {
      print(listing, out);
    }
  }

  private static void print(Listing listing, PrintWriter out) {
    for (DeviceInfo device : listing.devices()) {
      out.println(device.id());
      Map<String, String> properties = new LinkedHashMap<>();
      properties.put("name", device.name());
      properties.put("platform", device.platform());
      properties.put("driver", device.driver());
      properties.put("kind", kind(device));
      properties.putAll(device.limits());
      TextTable table = new TextTable();
      properties.forEach((name, value) -> table.row("  " + name, value));
      table.print(out);
      out.println();
    }
    listing.failures().forEach(out::println);
    listing.unreachable().forEach((scheme, reason) -> out.println(scheme + ": " + reason));
    out.println("auto takes a GPU or accelerator where there is one, else cpu");
  }

  private static String kind(DeviceInfo device) {
    return switch (device.kind()) {
      case JAVA -> "CPU, in plain Java";
      case CPU -> "CPU, by OpenCL";
      case DISCRETE_GPU -> "GPU with memory of its own";
      case INTEGRATED_GPU -> "GPU in the host's memory";
      case SIMULATOR -> "simulator: taken only when named";
      case ACCELERATOR -> device.kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
