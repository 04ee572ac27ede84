package io.github.lenetcl.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {

  private final Table table =
      new Table("name", "value").row("plain", 1).row("a, \"b\"", 2.5).row("a|b", "");

  @Test
  void csvQuotesWhatNeedsIt() {
    assertEquals("name,value\nplain,1\n\"a, \"\"b\"\"\",2.5\na|b,\n", table.csv());
  }

  @Test
  void markdownEscapesItsSeparator() {
    assertEquals(
        "| name | value |\n|---|---:|\n| plain | 1 |\n| a, \"b\" | 2.5 |\n| a\\|b |  |",
        table.markdown());
  }

  @Test
  void rowsAreAsLongAsTheHeading() {
    assertThrows(IllegalArgumentException.class, () -> table.row("one"));
  }
}
