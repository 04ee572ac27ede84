package io.github.lenetcl.cli;

import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
    footer = {"", "Examples:", "  lenet info", "  lenet info digits.safetensors"})
final class InfoCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = {
        "A model file, or best or paper: those that come with lenet-cl. Without it, LeNet-5 as"
            + " published."
      })
  private Optional<Path> file = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (file.isEmpty()) {
      out.println(Network.lenet5().summary());
      return 0;
    }
    Model model = ModelFiles.open(file);
    out.println(model.network().summary());
    out.println();
    describe(model).print(out);
    return 0;
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
        loss instanceof Loss.MaximumAPosteriori map
            ? "map, equation (9), j = " + map.j()
            : "mse, equation (8)";
    return equation + ", scale " + loss.scale();
  }
}
