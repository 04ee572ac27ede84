package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tells whether a tensor holds maps of rows and columns, and in which order. */
final class Maps {
  private Maps() {}

  /** Whether a tensor holds maps of rows and columns, all or some of a step's. */
  static boolean areMaps(Term.Given given) {
    return of(given).isPresent();
  }

  /** Whether a tensor holds all maps of a step, the maps as its last side. */
  static boolean isChannelsLast(Term.Given given) {
    Shape shape = given.step().shape();
    int[] sides = {shape.maps(), shape.height(), shape.width()};
    return Arrays.equals(given.sides(), Places.pick(sides, new int[] {1, 2, 0}))
        && Arrays.equals(given.order(), Places.transposed(sides, new int[] {1, 2, 0}));
  }

  /** Returns which of a step's maps a tensor holds. */
  static Optional<int[]> of(Term.Given given) {
    Shape shape = given.step().shape();
    int[] sides = given.sides();
    if (sides.length != 3 || sides[1] != shape.height() || sides[2] != shape.width()) {
      return Optional.empty();
    }
    int area = shape.area();
    for (int i = 0; i < given.order().length; i++) {
      if (given.order()[i] != given.order()[i / area * area] + i % area
          || given.order()[i] % area != i % area) {
        return Optional.empty();
      }
    }
    return Optional.of(
        IntStream.range(0, sides[0]).map(map -> given.order()[map * area] / area).toArray());
  }

  /** Returns a tensor as maps, from before a flattening where that has been undone. */
  static Term.Given asMaps(Term.Given given) {
    if (areMaps(given)) {
      return given;
    }
    if (given.step().operation() instanceof Operation.Flat && given.isInOrder()) {
      Term.Given before = Term.Given.all(given.step().before().orElseThrow(), given.sides());
      if (areMaps(before)) {
        return before;
      }
    }
    throw new IllegalArgumentException(
        "reads [N, %s] in an order of its own or without rows, wanted [N, maps, rows, columns]"
            .formatted(
                String.join(
                    ", ", Arrays.stream(given.sides()).mapToObj(Integer::toString).toList())));
  }
}
