package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.network.ConnectionTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table of connections as arrays of C: its pairs by the maps that read, and by those read. */
final class TableText {

  private TableText() {}

  /** Writes the arrays, and returns their names. */
  static Iterable<String> write(
      StringBuilder text, String type, String name, ConnectionTable table) {
    Map<String, int[]> arrays = new LinkedHashMap<>();
    arrays.put(name + "_FIRST", table.firstPairs());
    arrays.put(name + "_INPUTS", table.pairInputs());
    arrays.put(name + "_OUTPUTS", table.pairOutputs());
    arrays.put(name + "_FIRST_READER", table.firstReaders());
    arrays.put(name + "_READERS", table.readers());
    arrays.forEach((part, values) -> array(text, type + " " + part, values));
    return arrays.keySet();
  }

  private static void array(StringBuilder text, String name, int[] values) {
    StringBuilder line = new StringBuilder("constant " + name + "[] = {");
    for (int i = 0; i < values.length; i++) {
      String value = values[i] + (i + 1 < values.length ? ", " : "};");
      if (line.length() + value.length() > StageText.LINE) {
        text.append(line.toString().stripTrailing() + "\n");
        line = new StringBuilder("    ");
      }
      line.append(value);
    }
    text.append(line + "\n");
  }
}
