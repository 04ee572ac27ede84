package io.github.lenetcl.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Arguments are read, not carried out. */
class ArgumentsFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void parses(byte[] bytes) {
    String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ");
    for (String word : words) {
      if (word.startsWith("@")) {
        return; // names a file of arguments
      }
    }
    CommandLine command = Lenet.commandLine(words);
    try {
      command.parseArgs(words);
    } catch (ParameterException e) {
      if (e.getCause() instanceof NullPointerException) {
        throw e;
      }
    }
  }
}
