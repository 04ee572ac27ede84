package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConnectionTableTest {

  /** Pair by pair it would take gigabytes; a line of JSON asks for it. */
  @Test
  void aFullTableTakesNoMoreThanItsSides() {
    ConnectionTable table = ConnectionTable.full(100_000, 20_000);
    assertSame(table.rows().get(0), table.rows().get(19_999));
    assertEquals(2_000_000_000, table.pairs());
    assertTrue(table.isFull());
  }
}
