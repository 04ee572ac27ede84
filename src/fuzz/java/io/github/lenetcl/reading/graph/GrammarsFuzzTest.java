package io.github.lenetcl.reading.graph;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lenetcl.fuzz.Refusal;
import java.nio.charset.StandardCharsets;

class GrammarsFuzzTest {

  @FuzzTest(maxDuration = "4s")
  void parses(byte[] bytes) {
    String pattern = new String(bytes, StandardCharsets.UTF_8);
    try {
      Grammars.pattern(pattern);
    } catch (IllegalArgumentException e) {
      // The command makes one line of it.
      Refusal.requireLine(e.getMessage().replaceAll("\\R", " "));
    }
  }
}
