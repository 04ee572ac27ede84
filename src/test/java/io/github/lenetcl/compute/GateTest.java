package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {

  /** A device that has failed fails again where it is freed. */
  @Test
  void whatFailsToCloseDoesNotKeepTheRestOpen() {
    Gate gate = new Gate();
    List<String> freed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      gate.images(
          () ->
              new ResidentImages() {
                @Override
                public int count() {
                  return 0;
                }

                @Override
                public void close() {
                  freed.add("images");
                  if (number == 1) {
                    throw new DeviceException("lost");
                  }
                }
              });
    }
    assertThrows(DeviceException.class, () -> gate.close(() -> freed.add("backend")));
    assertEquals(List.of("images", "images", "images", "backend"), freed);
    gate.close(() -> freed.add("again"));
    assertTrue(!freed.contains("again"), "once");
  }
}
