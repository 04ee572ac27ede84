package io.github.lenetcl.model.onnx;

import io.github.lenetcl.network.Shape;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/**
 * What a graph makes, one operation behind another; the same operation read twice is the same
 * object, so that steps are compared by identity. Branches that lead to no output are not met on
 * the way back from it.
 */
final class Step {

  private final Optional<Step> before;
  private final Operation operation;
  private final Shape shape;
  private final String label;

  private Step(Optional<Step> before, Operation operation, Shape shape, String label) {
    this.before = before;
    this.operation = operation;
    this.shape = shape;
    this.label = label;
  }

  static Step start(Shape shape) {
    return new Step(Optional.empty(), new Operation.Start(), shape, "input");
  }

  /**
   * Returns the step that follows.
   *
   * @param next the operation
   * @param called what a layer of it might be called
   */
  Step then(Operation next, String called) {
    Shape output = next.layer(called.isEmpty() ? "layer" : called, shape).outputShape(shape);
    return new Step(Optional.of(this), next, output, called);
  }

  Operation operation() {
    return operation;
  }

  /** Returns the shape of what it gives. */
  Shape shape() {
    return shape;
  }

  String label() {
    return label;
  }

  Optional<Step> before() {
    return before;
  }

  /** Returns the steps from the first behind the input to this one. */
  List<Step> all() {
    LinkedList<Step> steps = new LinkedList<>();
    for (Step step = this; step.before.isPresent(); step = step.before.get()) {
      steps.addFirst(step);
    }
    return new ArrayList<>(steps);
  }
}
