package io.github.lenetcl.cli;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, for which picocli has none: a line for each command and each option. */
final class FishCompletion {

  private static final String NO_COMMAND = "__fish_use_subcommand";

  private FishCompletion() {}

  static String of(CommandLine lenet) {
    StringBuilder script = new StringBuilder("# Completion of lenet for fish.\n");
    for (Map.Entry<String, CommandLine> command : lenet.getSubcommands().entrySet()) {
      CommandSpec spec = command.getValue().getCommandSpec();
      script.append(
          "complete -c lenet -n %s -a %s -d %s\n"
              .formatted(
                  NO_COMMAND,
                  command.getKey(),
                  quoted(String.join(" ", spec.usageMessage().header()))));
    }
    for (OptionSpec option : lenet.getCommandSpec().options()) {
      script.append(line(NO_COMMAND, option));
    }
    for (Map.Entry<String, CommandLine> command : lenet.getSubcommands().entrySet()) {
      String condition = quoted("__fish_seen_subcommand_from " + command.getKey());
      for (OptionSpec option : command.getValue().getCommandSpec().options()) {
        script.append(line(condition, option));
      }
    }
    return script.toString();
  }

  private static String line(String condition, OptionSpec option) {
    if (option.hidden()) {
      return "";
    }
    StringBuilder line = new StringBuilder("complete -c lenet -n ").append(condition);
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -r");
    }
    if (option.completionCandidates() != null) {
      String words =
          StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .collect(Collectors.joining(" "));
      line.append(" -a ").append(quoted(words));
    }
    return line.append(" -d ").append(quoted(firstSentence(option))).append('\n').toString();
  }

  private static String firstSentence(OptionSpec option) {
    String text = String.join(" ", option.description());
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("%n", " ") + "'";
  }
}
