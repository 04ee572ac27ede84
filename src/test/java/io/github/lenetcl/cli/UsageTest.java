package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class UsageTest {

  @Test
  void everyCommandHasHelpWithExamples() {
    CommandLine lenet = Lenet.commandLine();
    assertEquals(0, Run.of("--help").code());
    for (String name : lenet.getSubcommands().keySet()) {
      Run run = Run.of(name, "--help");
      assertEquals(0, run.code(), name);
      assertTrue(run.out().contains("Usage: lenet " + name), run.out());
      assertTrue(run.out().contains("Example"), run.out());
      assertTrue(run.out().contains("  lenet " + name), run.out());
      assertEquals("", run.err());
    }
  }

  @Test
  void withoutACommandAllAreListed() {
    Run run = Run.of();
    assertEquals(0, run.code());
    assertEquals(Run.of("--help"), run);
    assertEquals(run, Run.of("help"));
  }

  @Test
  void theListIsThatOfTheWholeCommands() {
    CommandLine whole = Lenet.commandLine("--no-such-option");
    for (String[] asked : List.of(new String[0], new String[] {"--help"}, new String[] {"help"})) {
      CommandLine list = Lenet.commandLine(asked);
      assertTrue(list.getSubcommands().get("train").getCommandSpec().options().size() < 5);
      assertEquals(whole.getUsageMessage(), list.getUsageMessage());
      assertEquals(whole.getUsageMessage(Ansi.ON), list.getUsageMessage(Ansi.ON));
    }
  }

  @Test
  void helpShowsWhatHelpAsAnOptionShows() {
    assertEquals(Run.of("train", "--help"), Run.of("help", "train"));
    Run run = Run.of("help", "trian");
    assertEquals(2, run.code());
    assertTrue(run.errors().get(0).contains("no command 'trian': wanted one of devices, info"));
  }

  @Test
  void versionNamesTheProgramAndJava() {
    Run run = Run.of("--version");
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("lenet-cl "), run.out());
    assertTrue(run.out().contains("Java " + Runtime.version()), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          devics         | lenet: Unmatched argument at index 0: 'devics'    | lenet
          devices --jsn  | lenet devices: Unknown option: '--jsn'            | lenet devices
          devices extra  | lenet devices: Unmatched argument at index 1      | lenet devices
          """)
  void wrongUsageIsOneLineAndAHint(String args, String message, String command) {
    Run run = Run.of(args.split(" "));
    assertEquals(2, run.code());
    assertEquals("", run.out());
    List<String> lines = run.errors();
    assertEquals(2, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith(message), lines.get(0));
    assertEquals("Try '" + command + " --help'.", lines.get(1));
  }

  @Test
  void aMistypedWordIsSuggested() {
    assertTrue(Run.of("devics").err().contains("did you mean devices"));
  }
}
