package io.github.lenetcl.compute.opencl.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a work-group takes of a product. */
class ProductTileTest {

  @ParameterizedTest
  @CsvSource({
    "256, 50, 9000, 64, 64",
    "256, 50, 2000, 32, 64",
    "256, 50, 128, 32, 32",
    "256, 6, 90000, 8, 128",
    "256, 1, 90000, 4, 128",
    "60, 50, 9000, 16, 32",
    "1, 50, 9000, 4, 4"
  })
  void givesGroupsThatADeviceTakes(int items, int maps, int places, int rows, int columns) {
    ProductTile tile = ProductTile.forGpu(items, maps, places, 32);
    assertEquals(rows, tile.rows());
    assertEquals(columns, tile.columns());
    assertTrue(tile.group().size() <= items);
    assertEquals(1, Integer.bitCount(tile.group().size()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 50, 64, 120, 512})
  void leavesLittleOfATileEmptyOnCpus(int maps) {
    ProductTile tile = ProductTile.forCpu(16, maps, 1000);
    assertTrue(tile.perDown() <= 8, tile::toString);
    assertTrue(tile.rows() >= Math.min(maps, 57), tile::toString);
    assertTrue(tile.rows() <= Math.min(maps, 64) + 7, tile::toString);
    assertEquals(128, tile.columns());
  }
}
