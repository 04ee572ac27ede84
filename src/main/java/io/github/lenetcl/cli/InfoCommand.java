package io.github.lenetcl.cli;

import io.github.lenetcl.network.Network;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lenet info}: the layers of a network, counted as the paper counts them. */
@Command(
    name = "info",
    header = "Print the layers with their parameters and connections.",
    description = {
      "Counts as the paper does: LeNet-5 has 60,000 trainable parameters and 340,908 connections."
    },
    footer = {"", "Examples:", "  lenet info"})
final class InfoCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    LayerTable.of(Network.lenet5()).print(out);
  }
}
