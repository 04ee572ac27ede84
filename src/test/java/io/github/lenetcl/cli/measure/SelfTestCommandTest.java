package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.lenetcl.cli.Run;
import org.junit.jupiter.api.Test;

class SelfTestCommandTest {

  @Test
  void theCpuProvesItself() {
    Run run = Run.of("selftest", "--device", "cpu", "--small", "--json");
    assertEquals(0, run.code(), run.err());
    JsonObject json = run.json();
    assertTrue(json.get("passed").getAsBoolean());
    assertTrue(json.getAsJsonArray("rows").size() > 30);
    assertEquals("JAVA", json.getAsJsonObject("device").get("kind").getAsString());
  }

  @Test
  void aRowPerOperationAndAVerdict() {
    Run run = Run.of("selftest", "--device", "cpu", "--small");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().lines().anyMatch(l -> l.matches("convolution, forward .* ok")));
    assertTrue(run.lastLine().matches("all \\d+ rows passed"), run.lastLine());
  }

  @Test
  void onlyTheGroupsAskedFor() {
    Run run = Run.of("selftest", "--device", "cpu", "--small", "--only", "gather,stop");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().lines().noneMatch(l -> l.startsWith("convolution")), run.out());
    assertTrue(run.out().lines().anyMatch(l -> l.startsWith("gather")), run.out());
    assertTrue(run.out().lines().anyMatch(l -> l.startsWith("stop")), run.out());
  }

  @Test
  void aTitleThatNoGroupHas() {
    Run run = Run.of("selftest", "--device", "cpu", "--only", "convolutions");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("'convolutions'"), run.err());
    assertTrue(run.err().contains("gather, "), run.err());
  }
}
