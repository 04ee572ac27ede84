package io.github.lenetcl.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's help as a manual page, in the macros of man(7). */
final class ManPage {

  private static final Ansi PLAIN = Ansi.OFF;

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandLine command) {
    ManPage man = new ManPage();
    man.write(command);
    return man.page.toString();
  }

  private void write(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String name = spec.qualifiedName("-");
    page.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1\n");
    section("NAME");
    text(name + " \\- " + escaped(String.join(" ", spec.usageMessage().header())));
    section("SYNOPSIS");
    Help help = command.getHelp();
    text(escaped(help.synopsis(0).strip().replaceAll("\\s+", " ")));
    if (spec.usageMessage().description().length > 0) {
      section("DESCRIPTION");
      for (String paragraph : spec.usageMessage().description()) {
        page.append(".PP\n");
        text(rendered(paragraph));
      }
    }
    if (!spec.positionalParameters().isEmpty()) {
      section("ARGUMENTS");
      spec.positionalParameters().forEach(this::argument);
    }
    section("OPTIONS");
    spec.options().stream().filter(option -> !option.hidden()).forEach(this::option);
    commands(command.getSubcommands());
    footer(List.of(spec.usageMessage().footer()));
  }

  private void argument(PositionalParamSpec argument) {
    tagged(argument.paramLabel(), argument);
  }

  private void option(OptionSpec option) {
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    tagged(String.join(", ", option.names()) + value, option);
  }

  private void tagged(String tag, ArgSpec told) {
    page.append(".TP\n.B ").append(escaped(tag)).append('\n');
    text(rendered(String.join(" ", told.description())));
  }

  private void commands(Map<String, CommandLine> commands) {
    if (commands.isEmpty()) {
      return;
    }
    section("COMMANDS");
    commands.forEach(
        (name, command) -> {
          page.append(".TP\n.BR lenet\\-").append(escaped(name)).append(" (1)\n");
          text(escaped(String.join(" ", command.getCommandSpec().usageMessage().header())));
        });
  }

  /** Examples are set as they stand, the rest as text. */
  private void footer(List<String> lines) {
    for (String line : lines) {
      if (line.endsWith(":")) {
        section(line.substring(0, line.length() - 1).toUpperCase(Locale.ROOT));
      } else if (line.startsWith("  ")) {
        page.append(".PP\n.nf\n").append(rendered(line)).append("\n.fi\n");
      } else if (!line.isBlank()) {
        page.append(".PP\n");
        text(rendered(line));
      }
    }
  }

  private void section(String title) {
    page.append(".SH ").append(title).append('\n');
  }

  private void text(String escaped) {
    page.append(escaped).append('\n');
  }

  private static String rendered(String markup) {
    return escaped(PLAIN.string(markup.replace("%n", " ").replace("%%", "%")));
  }

  /** Backslashes and hyphens as they are; a line must not begin with what a macro begins with. */
  private static String escaped(String text) {
    String kept = text.replace("\\", "\\e").replace("-", "\\-");
    return kept.startsWith(".") || kept.startsWith("'") ? "\\&" + kept : kept;
  }
}
