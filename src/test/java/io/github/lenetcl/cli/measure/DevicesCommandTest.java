package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.lenetcl.cli.Run;
import org.junit.jupiter.api.Test;

class DevicesCommandTest {

  @Test
  void theCpuIsAlwaysThere() {
    Run run = Run.of("devices");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().lines().anyMatch(line -> line.startsWith("cpu")), run.out());
    assertTrue(run.out().contains("Java " + Runtime.version().feature()), run.out());
  }

  @Test
  void jsonListsDevicesAndWhatIsOutOfReach() {
    JsonObject json = Run.of("devices", "--json").json();
    JsonArray devices = json.getAsJsonArray("devices");
    JsonObject last = devices.get(devices.size() - 1).getAsJsonObject();
    assertTrue(last.get("id").getAsString().startsWith("cpu"), json.toString());
    assertEquals("JAVA", last.get("kind").getAsString());
    assertTrue(json.get("unreachable").isJsonObject());
  }
}
