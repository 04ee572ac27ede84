package io.github.lenetcl.cli.options;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --device}. */
public final class DeviceOption {

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
  public Selection open() {
    try {
      return told(Backends.open(wish));
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  /** Begins to open the device, while the caller does something else. */
  public Opening begin() {
    return new Opening();
  }

  private Selection told(Selection selection) {
    command.commandLine().getErr().println(selection.reason());
    return selection;
  }

  private ParameterException refused(IllegalArgumentException e) {
    return new ParameterException(command.commandLine(), e.getMessage(), e);
  }

  /** A device that is being opened by another thread; closing it closes the device. */
  public final class Opening implements AutoCloseable {

    private final CompletableFuture<Selection> selection =
        CompletableFuture.supplyAsync(() -> Backends.open(wish));

    private Opening() {}

    /** Waits for the device and tells which it is. */
    public Selection await() {
      try {
        return told(selection.join());
      } catch (CompletionException e) {
        if (e.getCause() instanceof IllegalArgumentException wrong) {
          throw refused(wrong);
        } else if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        } else if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw e;
      }
    }

    @Override
    public void close() {
      selection
          .handle((opened, failure) -> Optional.ofNullable(opened))
          .join()
          .ifPresent(Selection::close);
    }
  }
}
