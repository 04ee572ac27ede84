package io.github.lenetcl.serve;

import io.github.lenetcl.network.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A layer as the page shows it, with the activation that follows it.
 *
 * @param name the layer's name
 * @param output the index of the layer whose output is shown
 * @param shape the shape of that output
 * @param field what a unit sees of the input
 * @param sources for each map the maps of the stage before that it reads; empty where it reads all
 */
record Stage(String name, int output, Shape shape, Field field, List<List<Integer>> sources) {

  /**
   * The rectangle of the input that unit (r, c) sees: from r·step − before, so many rows; columns
   * alike.
   *
   * @param size rows
   * @param step rows from a unit to the next
   * @param before rows that the first unit sees before the first row of the input
   */
  record Field(int size, int step, int before) {

    static final Field PIXEL = new Field(1, 1, 0);

    /** What a unit sees through a window over units that see this. */
    Field through(int side, int stride, int padding) {
      return new Field(size + (side - 1) * step, step * stride, before + padding * step);
    }
  }

  Map<String, Object> describe() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("maps", shape.maps());
    fields.put("height", shape.height());
    fields.put("width", shape.width());
    fields.put("field", field);
    fields.put("sources", sources);
    return fields;
  }
}
