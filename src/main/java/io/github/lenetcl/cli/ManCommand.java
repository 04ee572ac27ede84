package io.github.lenetcl.cli;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet man}: manual pages of the command and all its subcommands. */
@Command(
    name = "man",
    header = "Write manual pages.",
    description = {
      "A page for lenet and one for each command; without --out, that of lenet is printed."
    },
    footer = {
      "",
      "Examples:",
      "  lenet man --out ~/.local/share/man/man1; man lenet-train",
      "  lenet man > lenet.1"
    })
final class ManCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Write lenet.1, lenet-train.1 and so on into this folder, which is made.")
  private Optional<Path> folder = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine lenet = spec.root().commandLine();
    if (folder.isEmpty()) {
      spec.commandLine().getOut().print(ManPage.of(lenet));
      spec.commandLine().getOut().flush();
      return 0;
    }
    Files.createDirectories(folder.get());
    write(folder.get().resolve("lenet.1"), lenet);
    for (Map.Entry<String, CommandLine> command : lenet.getSubcommands().entrySet()) {
      write(folder.get().resolve("lenet-" + command.getKey() + ".1"), command.getValue());
    }
    return 0;
  }

  private static void write(Path file, CommandLine command) throws IOException {
    AtomicFile.write(file, out -> out.write(ManPage.of(command).getBytes(StandardCharsets.UTF_8)));
  }
}
