package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class StartTest {

  @Test
  void timesProcessesToTheirFirstUpdate() {
    Run run =
        Run.of("bench", "--mode", "start", "--device", "cpu:plain", "--windows", "2", "--json");
    assertEquals(0, run.code(), run.err());
    JsonObject start = JsonParser.parseString(run.out()).getAsJsonArray().get(0).getAsJsonObject();
    assertEquals("cpu:plain", start.get("device").getAsString());
    assertEquals(2, start.get("processes").getAsInt());
    assertTrue(start.get("least").getAsDouble() > 0);
    assertEquals(3, run.errors().size(), run.err());
  }

  @Test
  void aProcessThatFailsIsToldInItsOwnWords() {
    Run run = Run.of("bench", "--mode", "start", "--device", "nowhere", "--windows", "1");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("ended before its first update"), run.err());
  }

  @Test
  void thereIsOneBatch() {
    assertEquals(2, Run.of("bench", "--mode", "start", "--batch", "7").code());
  }
}
