package io.github.lenetcl.model.onnx;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The input of a graph, and the ways in which its sides may be a picture's. */
final class GraphEnds {

  private static final Set<Long> TYPES = Set.of(1L, 2L, 10L, 11L, 16L);

  private GraphEnds() {}

  /** Returns the one input that is no weight and that the output depends on. */
  static Value input(String file, Graph graph, SortedGraph sorted) throws BadInputException {
    Set<String> weights =
        graph.initializers().stream().map(NamedTensor::name).collect(Collectors.toSet());
    Set<String> read = new HashSet<>(sorted.outputs());
    sorted.nodes().forEach(place -> read.addAll(place.node().inputs()));
    List<Value> inputs =
        graph.inputs().stream()
            .filter(input -> !weights.contains(input.name()) && read.contains(input.name()))
            .toList();
    if (inputs.size() != 1) {
      String names =
          inputs.stream()
              .limit(3)
              .map(it -> Node.quote(it.name()))
              .collect(Collectors.joining(", "));
      throw BadInputException.of(
          file, "number of inputs", inputs.size() + (names.isEmpty() ? "" : ": " + names), "1");
    }
    Value input = inputs.get(0);
    if (!TYPES.contains(input.type())) {
      throw BadInputException.of(
          file, "element type of the input", input.type(), "1 (float) or 2 (bytes)");
    }
    return input;
  }

  /**
   * Returns the ways in which an input may be read, the likeliest first: [N, maps, rows, columns],
   * [N, rows, columns, maps], [N, rows, columns] and [N, values] of a square picture.
   */
  static List<GraphInput> readings(String file, Value input) throws BadInputException {
    List<Long> all = input.dimensions();
    int rank = all.size();
    boolean fits = rank >= 2 && rank <= 4;
    for (int i = 1; fits && i < rank; i++) {
      fits = all.get(i) >= 1 && all.get(i) <= (rank == 2 ? 1 << 24 : Short.MAX_VALUE);
    }
    if (!fits) {
      throw BadInputException.of(
          file,
          "input",
          all.stream().map(side -> side < 0 ? "free" : side.toString()).toList(),
          "[N, maps, rows, columns] of numbers from 1 to "
              + Short.MAX_VALUE
              + ", maps last too, or [N, values]");
    }
    long first = all.get(0);
    int samples = first > 0 && first <= 1 << 20 ? (int) first : 0;
    int[] sides = all.subList(1, rank).stream().mapToInt(Long::intValue).toArray();
    List<GraphInput> readings = new ArrayList<>();
    try {
      Places.count(sides);
      for (Shape shape : shapes(file, sides)) {
        Term.Given term = Term.Given.all(Step.start(shape), sides);
        boolean last = sides.length == 3 && shape.maps() != sides[0];
        if (last || sides.length == 3 && shape.height() != sides[1]) {
          term = Term.Given.maps(Step.start(shape));
          term =
              term.at(
                  Places.transposed(term.sides(), new int[] {1, 2, 0}),
                  Places.pick(term.sides(), new int[] {1, 2, 0}));
        }
        readings.add(new GraphInput(input.name(), samples, term));
      }
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": input: " + e.getMessage(), e);
    }
    return readings;
  }

  private static List<Shape> shapes(String file, int[] sides) throws BadInputException {
    if (sides.length == 2) {
      return List.of(new Shape(1, sides[0], sides[1]));
    }
    if (sides.length == 1) {
      return List.of(square(file, sides[0]));
    }
    Shape first = new Shape(sides[0], sides[1], sides[2]);
    Shape last = new Shape(sides[2], sides[0], sides[1]);
    if (first.equals(last)) {
      return List.of(first);
    }
    return last.maps() < first.maps() ? List.of(last, first) : List.of(first, last);
  }

  private static Shape square(String file, int size) throws BadInputException {
    for (int maps : new int[] {1, 3}) {
      int side = (int) Math.round(Math.sqrt(size / (double) maps));
      if (maps * side * side == size) {
        return new Shape(maps, side, side);
      }
    }
    throw BadInputException.of(
        file,
        "input",
        Arrays.toString(new int[] {size}) + " values",
        "those of a square picture: no picture could be brought to it");
  }
}
