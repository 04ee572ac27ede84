package io.github.lenetcl.cli.terminal;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Files that a command is to write. */
public final class OutputFiles {

  private OutputFiles() {}

  /** Refuses a file that cannot be, now rather than after hours of work. */
  public static void require(Path file, CommandSpec spec) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), file + ": there is no folder to write it to, wanted " + folder);
    }
    if (Files.isDirectory(file)) {
      throw new ParameterException(spec.commandLine(), file + ": is a folder, wanted a file");
    }
    try {
      AtomicFile.requirePossible(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the checkpoints of a run go: for m.safetensors m.checkpoint.safetensors. */
  public static Path checkpointOf(Path model) {
    String name = model.getFileName().toString();
    return model.resolveSibling(name.replaceFirst("(\\.safetensors)?$", ".checkpoint.safetensors"));
  }

  /** Refuses a file that the checkpoints of a run would replace. */
  public static void requireCheckpointApart(
      String option, Path file, Path model, CommandSpec spec) {
    if (Overwriting.isSame(file, checkpointOf(model))) {
      throw new ParameterException(
          spec.commandLine(),
          option + " names " + file + ", where the checkpoints of --out are written");
    }
  }

  /** Returns the file for the second, third … of several things: FILE-2.png. */
  public static Path numbered(Path first, int number) {
    String name = first.getFileName().toString();
    return first.resolveSibling(name.replaceFirst("(\\.[^.]*)?$", "-" + number + "$1"));
  }
}
