package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

  @TempDir Path folder;

  @Test
  void bashIsOfferedCommandsAndOptions() throws Exception {
    Run run = Run.of("completion", "bash");
    assertEquals(0, run.code(), run.err());
    Path script = Files.writeString(folder.resolve("lenet.bash"), run.out());
    String asks =
        "source '%s'; COMP_WORDS=(lenet tra); COMP_CWORD=1; COMP_LINE='lenet tra'; COMP_POINT=9;"
            + " _complete_lenet; echo \"${COMPREPLY[@]}\"";
    Process bash =
        new ProcessBuilder("bash", "-c", asks.formatted(script)).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes());
    assertEquals(0, bash.waitFor(), said);
    assertEquals("train", said.strip());
  }

  @Test
  void fishHasALineForEachCommandAndOption() {
    Run run = Run.of("completion", "fish");
    assertEquals(0, run.code(), run.err());
    String condition = "complete -c lenet -n '__fish_seen_subcommand_from train' -l resume ";
    assertTrue(run.out().contains(condition), run.out());
    assertTrue(run.out().contains(" -a classify -d 'Read a picture of a digit"), run.out());
    assertTrue(run.out().lines().skip(1).allMatch(line -> line.startsWith("complete -c lenet ")));
  }

  @Test
  void everyCommandHasAManualPage() throws Exception {
    Run run = Run.with("man", "--out", folder);
    assertEquals(0, run.code(), run.err());
    for (String name : Lenet.commandLine().getSubcommands().keySet()) {
      String page = Files.readString(folder.resolve("lenet-" + name + ".1"));
      assertTrue(page.contains(".SH NAME\nlenet-" + name + " \\- "), page);
      assertTrue(page.contains(".SH EXAMPLES\n"), page);
      assertTrue(page.lines().noneMatch(line -> line.contains("@|")), page);
    }
    assertTrue(Files.readString(folder.resolve("lenet.1")).contains(".BR lenet\\-train (1)"));
  }
}
