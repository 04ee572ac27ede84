package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins factors and shifts with the weighted sums beside them, across what makes no difference to
 * them: a mean, a maximum of values that keep their order, a flattening, dropout.
 */
final class Neighbours {

  /**
   * What is to be a layer.
   *
   * @param operation what it does
   * @param input the shape that comes in
   * @param label what it might be called
   */
  record Part(Operation operation, Shape input, String label) {
    Part with(Operation other) {
      return new Part(other, input, label);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  private Neighbours(Step last) {
    for (Step step : last.all()) {
      Shape input = step.before().orElseThrow().shape();
      parts.add(new Part(step.operation(), input, step.label()));
    }
  }

  /**
   * Returns the parts of a network up to a step, as few as can be.
   *
   * @param last the step
   * @param foreign whether others wrote the file: one factor and shift of all inputs at the very
   *     beginning are kept then, to become the scaling of the pictures, and normalisations are no
   *     layers where a neighbour takes them
   */
  static List<Part> join(Step last, boolean foreign) {
    Neighbours neighbours = new Neighbours(last);
    List<Part> parts = neighbours.parts;
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).operation() instanceof Operation.Stretch stretch) {
        if (!foreign && stretch.normal().isPresent()) {
          continue;
        }
        boolean kept = foreign && i == 0 && stretch.gathered(1).isPresent();
        if (stretch.isNothing() || !kept && (neighbours.into(i, -1) || neighbours.into(i, 1))) {
          parts.remove(i);
        }
      }
    }
    return parts;
  }

  /** Puts a stretch into what stands before it (−1) or behind it (1), if that can take it. */
  private boolean into(int index, int way) {
    Operation.Stretch stretch = (Operation.Stretch) parts.get(index).operation();
    for (int i = index + way; i >= 0 && i < parts.size(); i += way) {
      Part part = parts.get(i);
      Operation operation = part.operation();
      if (operation instanceof Sums sums) {
        Optional<Sums> one = way < 0 ? sums.before(stretch) : sums.behind(stretch);
        if (one.isPresent()) {
          parts.set(i, part.with(one.get()));
        }
        return one.isPresent();
      }
      if (operation instanceof Operation.Stretch other) {
        parts.set(i, part.with(way < 0 ? other.then(stretch) : stretch.then(other)));
        return true;
      }
      Optional<Operation.Stretch> across = across(stretch, part, way);
      if (across.isEmpty()) {
        return false;
      }
      stretch = across.get();
    }
    return false;
  }

  /** Returns what a stretch is on the other side of a part, if that makes no difference to it. */
  private static Optional<Operation.Stretch> across(Operation.Stretch stretch, Part part, int way) {
    boolean ofMaps = stretch.factor().length == part.input().maps();
    if (part.operation() instanceof Operation.Dropped) {
      return Optional.of(stretch);
    }
    if (part.operation() instanceof Operation.Pooled pooled) {
      boolean same =
          switch (pooled.kind()) {
            case AVERAGE -> true;
            case PADDED_AVERAGE -> !stretch.shifts();
            case MAX -> stretch.isPositive();
            case STOCHASTIC -> false;
          };
      return ofMaps && same ? Optional.of(stretch) : Optional.empty();
    }
    if (part.operation() instanceof Operation.Flat) {
      return way > 0
          ? Optional.of(stretch.spread(part.input().size()))
          : stretch.gathered(part.input().maps());
    }
    return Optional.empty();
  }
}
