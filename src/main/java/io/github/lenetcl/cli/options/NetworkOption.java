package io.github.lenetcl.cli.options;

import io.github.lenetcl.data.FileNames;
import io.github.lenetcl.model.NetworkFiles;
import io.github.lenetcl.training.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code --network}. */
public final class NetworkOption {

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE.json",
      description = {
        "The network: lenet5 (where nothing is said), lenet1, lenet4, lenet-plain, lenet-keras,"
            + " mlp or xor, each with a way to train it that suits it, or a file that describes"
            + " one (see 'lenet info')."
      })
  private Optional<String> network = Optional.empty();

  public boolean isGiven() {
    return network.isPresent();
  }

  /** Returns the preset that was asked for, for data of these classes. */
  public Optional<Preset> preset(List<String> classes, CommandSpec spec) throws IOException {
    return network.isEmpty() ? Optional.empty() : Optional.of(preset(network.get(), classes, spec));
  }

  /** Returns the preset of a name, or of a network that a file describes. */
  public static Preset preset(String name, List<String> classes, CommandSpec spec)
      throws IOException {
    Optional<Path> file = name.endsWith(".json") ? Optional.of(FileNames.path(name)) : file(name);
    if (file.isPresent()) {
      return Preset.of(name, NetworkFiles.read(file.get(), classes));
    }
    try {
      return Preset.named(name, classes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--network: " + e.getMessage(), e);
    }
  }

  /** Returns the file of a network, if it is not one of those known by name. */
  public static Optional<Path> file(String name) {
    try {
      Path path = Path.of(name);
      boolean file = name.endsWith(".json") || Files.isRegularFile(path);
      return file && !Preset.NAMES.contains(name) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
