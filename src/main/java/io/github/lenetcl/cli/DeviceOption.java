package io.github.lenetcl.cli;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --device}. */
final class DeviceOption {

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "${sys:" + Backends.PROPERTY + ":-auto}",
      description = {
        "Where to run: auto, cpu, opencl, opencl:<platform>.<device> or opencl:<part of a name>; auto takes a GPU"
            + " or accelerator, or else the CPU ('lenet devices' lists them)."
      })
  private String wish;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Opens the device and tells which it is. */
  Selection open() {
    try {
      Selection selection = Backends.open(wish);
      command.commandLine().getErr().println(selection.reason());
      return selection;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
