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
    "256, 50, 64, 64",
    "256, 6, 8, 128",
    "256, 1, 4, 128",
    "60, 50, 64, 8",
    "1, 50, 4, 4"
  })
  void givesGroupsThatADeviceTakes(int items, int maps, int rows, int columns) {
    ProductTile tile = ProductTile.forGpu(items, maps);
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
