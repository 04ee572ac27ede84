package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {

  /** Pair by pair it would take gigabytes; a line of JSON asks for it. */
  @Test
  void aFullTableTakesNoMoreThanItsSides() {
    ConnectionTable table = ConnectionTable.full(100_000, 20_000);
    assertSame(table.rows().get(0), table.rows().get(19_999));
    assertEquals(2_000_000_000, table.pairs());
    assertTrue(table.isFull());
    Convolution layer = new Convolution("C", 1, table);
    List<Integer> fanIn = layer.tensors(new Shape(100_000, 1, 1)).get(0).fanIn();
    assertEquals(2_000_000_000, fanIn.size());
    assertEquals(100_000, fanIn.get(1_999_999_999));
  }

  @Test
  void aPairHasTheFanInOfItsOutput() {
    ConnectionTable table = new ConnectionTable(3, List.of(List.of(1), List.of(0, 2), List.of(2)));
    Convolution layer = new Convolution("C", 2, table);
    assertEquals(List.of(4, 8, 8, 4), layer.tensors(new Shape(3, 4, 4)).get(0).fanIn());
  }
}
