package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.cpu.reference.Fields;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the units of a pooling layer see of a map: for each unit where its window begins and, from
 * there, what lies in the map. Windows that are cut alike by the border share one list.
 */
public final class LaneWindows {

  public final Fields fields;

  public final int units;

  /** Where each unit's window begins. */
  public final int[] begins;

  /** For each unit the values that it sees, counted from there. */
  public final int[][] offsets;

  /** Whether every input is seen by exactly one unit. */
  public final boolean tiling;

  /** Finds what they see, where values are so many lanes apart. */
  public LaneWindows(Window window, Shape in, Shape out, int lanes) {
    fields = new Fields(window, in, out);
    units = out.area();
    begins = new int[units];
    offsets = new int[units][];
    int[] seen = new int[in.area()];
    Map<Shape, int[]> lists = new HashMap<>();
    for (int unit = 0; unit < units; unit++) {
      int r = unit / out.width();
      int c = unit % out.width();
      int rows = Math.max(0, fields.endRow(r) - fields.firstRow(r));
      int columns = Math.max(0, fields.endColumn(c) - fields.firstColumn(c));
      begins[unit] = (fields.firstRow(r) * in.width() + fields.firstColumn(c)) * lanes;
      offsets[unit] =
          rows * columns == 0
              ? new int[0]
              : lists.computeIfAbsent(new Shape(1, rows, columns), cut -> list(cut, in, lanes));
      for (int offset : offsets[unit]) {
        seen[(begins[unit] + offset) / lanes]++;
      }
    }
    tiling = IntStream.of(seen).allMatch(times -> times == 1);
  }

  private static int[] list(Shape cut, Shape in, int lanes) {
    return IntStream.range(0, cut.area())
        .map(k -> (k / cut.width() * in.width() + k % cut.width()) * lanes)
        .toArray();
  }
}
