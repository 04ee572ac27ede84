package io.github.lenetcl.compute.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TileTest {

  @Test
  void coversMapsEvenly() {
    assertEquals(new Tile(28, 7, 1, 4), Tile.of(28, 28, 256));
    assertEquals(new Tile(10, 10, 1, 1), Tile.of(10, 10, 256));
    assertEquals(new Tile(1, 1, 1, 1), Tile.of(1, 1, 256));
    assertEquals(new Tile(44, 4, 3, 2), Tile.of(131, 8, 256));
  }

  @Test
  void keepsWithinWhatADeviceAllows() {
    assertEquals(new Tile(1, 1, 28, 28), Tile.of(28, 28, 1));
    assertEquals(new Tile(28, 1, 1, 28), Tile.of(28, 28, 32));
    for (int units = 1; units <= 256; units *= 2) {
      Tile tile = Tile.of(131, 8, units);
      assertTrue(tile.group().size() <= units, tile + " for " + units);
      assertTrue(tile.width() * tile.across() >= 131 && tile.height() * tile.down() >= 8);
    }
  }

  @Test
  void coversEveryUnitWithSmallGroups() {
    for (int width = 1; width < 400; width += 7) {
      for (int height = 1; height < 400; height += 13) {
        for (int margin = 0; margin < 64; margin += 9) {
          for (int strip : new int[] {1, 4, 8}) {
            Tile tile = Tile.withMargin(256, width, height, strip, margin);
            assertTrue(tile.width() * tile.across() >= width);
            assertTrue(tile.height() * tile.down() >= height);
            assertTrue(tile.group().size() <= 256);
            assertTrue(4 * tile.patch(strip, margin) <= 32 << 10, tile + " and " + margin);
          }
        }
      }
    }
  }
}
