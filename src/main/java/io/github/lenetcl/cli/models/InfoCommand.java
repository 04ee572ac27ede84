package io.github.lenetcl.cli.models;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.terminal.TextTable;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.opencl.whole.GroupText;
import io.github.lenetcl.compute.opencl.whole.NetworkText;
import io.github.lenetcl.data.FileNames;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.NetworkFiles;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.training.Preset;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet info}: the layers of a network, counted as the paper counts them. */
@Command(
    name = "info",
    header = "Print the layers, and where a model comes from.",
    description = {
      "Parameters and connections are counted as the paper does: LeNet-5 has 60,000 trainable"
          + " parameters and 340,908 connections."
    },
    footer = {
      "",
      "Examples:",
      "  lenet info",
      "  lenet info digits.safetensors",
      "  lenet info lenet-keras",
      "  lenet info lenet-keras --device cpu",
      "  lenet info lenet-keras --kernels",
      "  lenet info mlp --json > mine.json"
    })
public final class InfoCommand implements Callable<Integer> {

  /** Of the widest vectors that the kernels are written for. */
  private static final int LANES = 16;

  private static final List<String> DIGITS = LabelledImages.numbered(10);

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL|NETWORK",
      description = {
        "A model file, or best or paper: those that come with lenet-cl; or a network: lenet5,"
            + " lenet1, lenet4, lenet-plain, lenet-keras, mlp, xor, or a JSON file. Without it,"
            + " LeNet-5 as published."
      })
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--json",
      description = {
        "Print the network as JSON, to begin one of your own with; with --device what each layer"
            + " runs in."
      })
  private boolean json;

  @Option(
      names = "--kernels",
      description = {
        "Print what the OpenCL kernels that run the whole network at once are compiled with: sizes,"
            + " tables and calls, for vectors of 16 lanes."
      })
  private boolean kernels;

  @Option(
      names = "--device",
      paramLabel = "D",
      description = {
        "Print too what each layer runs in when a device trains the network: named as for 'lenet"
            + " train'. What says 'reference' has nothing faster."
      })
  private Optional<String> device = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (kernels && (json || device.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--kernels excludes --json and --device: found several, wanted one");
    }
    try {
      return tell();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int tell() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Preset> preset = preset();
    if (preset.isPresent()) {
      print(preset.get().network());
      if (!json && !kernels && name.isPresent()) {
        out.println();
        describe(preset.get()).print(out);
      }
      return 0;
    }
    Model model =
        ModelFiles.open(
            name.isEmpty() ? Optional.empty() : Optional.of(FileNames.path(name.get())));
    print(model.network());
    if (!json && !kernels) {
      out.println();
      describe(model).print(out);
    }
    return 0;
  }

  private Optional<Preset> preset() throws IOException {
    String named = name.orElse("lenet5");
    if (Preset.NAMES.contains(named)) {
      return Optional.of(Preset.named(named, DIGITS));
    }
    return named.endsWith(".json")
        ? Optional.of(Preset.of(named, NetworkFiles.read(FileNames.path(named), DIGITS)))
        : Optional.empty();
  }

  private void print(Network network) {
    PrintWriter out = spec.commandLine().getOut();
    if (kernels) {
      out.print(kernels(network));
      return;
    }
    if (json && device.isPresent()) {
      JsonOutput.print(out, implementations(network));
      return;
    }
    out.println(json ? layerByLayer(NetworkFiles.toJson(network, DIGITS)) : network.summary());
    device.ifPresent(wish -> Implementations.print(wish, network, out));
  }

  /** A line for each layer, so that one can be changed by hand. */
  private static String layerByLayer(String json) {
    JsonObject network = JsonParser.parseString(json).getAsJsonObject();
    StringJoiner layers = new StringJoiner(",\n  ", "\"layers\": [\n  ", "]}");
    network.remove("layers").getAsJsonArray().forEach(layer -> layers.add(layer.toString()));
    String rest = network.toString();
    return rest.substring(0, rest.length() - 1) + (network.size() > 0 ? ", " : "") + layers;
  }

  private List<Implementations.Row> implementations(Network network) {
    try (Selection selection = Backends.open(device.orElseThrow())) {
      return Implementations.of(selection.backend(), network);
    }
  }

  private static String kernels(Network network) {
    String onCpus =
        NetworkText.refusal(network, network.input(), LANES)
            .map(reason -> "// Layer by layer: " + reason + "\n")
            .orElseGet(() -> NetworkText.of(network, network.input(), LANES).text());
    return GroupText.refusal(network, network.input()).isPresent()
        ? onCpus
        : onCpus + "\n" + GroupText.of(network).text();
  }

  private static TextTable describe(Preset preset) {
    TextTable table = new TextTable();
    table.row("scaling", ((Scaling.Levels) preset.scaling()).name());
    table.row("recipe", preset.recipe().name());
    preset.recipe().describe().forEach(table::row);
    return table;
  }

  private static TextTable describe(Model model) {
    TextTable table = new TextTable();
    table.row("classes", String.join(" ", model.classes()));
    table.row("scaling", model.scaling() instanceof Scaling.Levels l ? l.name() : "per-pixel");
    Provenance provenance = model.provenance();
    provenance.data().ifPresent(data -> table.row("data", data));
    provenance.loss().ifPresent(loss -> table.row("loss", describe(loss)));
    provenance.recipe().ifPresent(recipe -> table.row("recipe", recipe));
    provenance.seed().ifPresent(seed -> table.row("seed", Long.toString(seed)));
    provenance.passes().ifPresent(passes -> table.row("passes", Integer.toString(passes)));
    provenance
        .testError()
        .ifPresent(
            error -> table.row("test error", String.format(Locale.ROOT, "%.2f %%", 100 * error)));
    provenance.notes().forEach(table::row);
    return table;
  }

  private static String describe(Loss loss) {
    String equation =
        switch (loss.name()) {
          case "map" -> "map, equation (9), j = " + ((Loss.MaximumAPosteriori) loss).j();
          case "mse" -> "mse, equation (8)";
          case "squared-error" -> "mse, mean over the outputs";
          default -> "cross entropy";
        };
    return equation + ", scale " + loss.scale();
  }
}
