package io.github.lenetcl.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet help}: the help of the command or of a subcommand. */
@Command(
    name = "help",
    header = "Show the help of a command.",
    description = {"The same as --help after the command; without one, the list of all."},
    footer = {"", "Examples:", "  lenet help", "  lenet help train"})
final class HelpCommand implements Runnable {

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "A command of the list.")
  private Optional<String> name = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine lenet = spec.root().commandLine();
    CommandLine asked = name.map(word -> subcommand(lenet, word)).orElse(lenet);
    asked.usage(spec.commandLine().getOut());
  }

  private CommandLine subcommand(CommandLine lenet, String word) {
    CommandLine found = lenet.getSubcommands().get(word);
    if (found == null) {
      throw new ParameterException(
          spec.commandLine(),
          "no command '%s': wanted one of %s"
              .formatted(word, String.join(", ", lenet.getSubcommands().keySet())));
    }
    return found;
  }
}
