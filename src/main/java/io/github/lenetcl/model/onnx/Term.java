package io.github.lenetcl.model.onnx;

import java.util.Arrays;

/** What a tensor of a graph is found to be when it is read. */
sealed interface Term {

  /** Values that do not depend on the input. */
  record Known(Numbers numbers) implements Term {}

  /** Names, which nothing is computed of. */
  record Texts() implements Term {}

  /** The classes that ArgMax chooses from what a network gives. */
  record Chosen(Given from) implements Term {}

  /** What a network gives, taken apart for each class and less its centre. */
  record Apart(Given from, Numbers centers) implements Term {}

  /** What a step gives, behind some sides of 1 in front of the samples. */
  record Fronted(Given given, int front) implements Term {}

  /** What a softmax that is written out is made of. */
  enum Part {
    /** The largest of the scores. */
    MOST,
    /** The scores less the largest. */
    CENTRED,
    /** Their exponentials. */
    EXPONENTIALS,
    /** The sum of exponentials. */
    SUM,
    /** The logarithm of that sum. */
    LOGARITHM
  }

  /**
   * A part of a softmax over the scores of a row.
   *
   * @param scores the scores
   * @param part what has been made of them
   * @param centred whether the largest was taken away before exponentials were taken
   * @param sides the tensor's sides but for the first, the samples
   */
  record Partial(Given scores, Part part, boolean centred, int[] sides) implements Term {

    boolean is(Part wanted, boolean isCentred) {
      return part == wanted && centred == isCentred;
    }

    Partial as(Part next, int... other) {
      return new Partial(scores, next, centred, other);
    }

    Partial of(int... other) {
      return as(part, other);
    }

    /** Returns the next part, of one that must be this. */
    Partial from(Part wanted, Part next) {
      if (part != wanted) {
        throw Node.unfit("input 0", "a part of a softmax", "the rest of it behind");
      }
      return as(next, sides);
    }
  }

  /**
   * What a step gives for one sample, as it lies in the graph's tensor.
   *
   * @param step the step
   * @param sides the tensor's sides but for the first, the samples
   * @param order for each value of the tensor where it stands among the step's, which lie map by
   *     map, row by row
   * @param function what has been made of each value since
   * @param label the name of the node that did so
   */
  record Given(Step step, int[] sides, int[] order, PointFunction function, String label)
      implements Term {

    /** All that a step gives, in its own order. */
    static Given all(Step step, int... sides) {
      int[] order = Places.all(sides);
      return new Given(step, sides, order, PointFunction.SAME, step.label());
    }

    /** As maps of rows and columns. */
    static Given maps(Step step) {
      return all(step, step.shape().maps(), step.shape().height(), step.shape().width());
    }

    Given withFunction(PointFunction other, String called) {
      return new Given(step, sides, order, other, called);
    }

    /** The same values in other places. */
    Given at(int[] places, int... other) {
      return new Given(step, other, Places.pick(order, places), function, label);
    }

    Given withSides(int... other) {
      return new Given(step, other, order, function, label);
    }

    /** In the same places, what another step gives. */
    Given of(Step other) {
      return new Given(other, sides, order, PointFunction.SAME, other.label());
    }

    /** Whether the tensor holds all values of the step in its order. */
    boolean isInOrder() {
      return order.length == step.shape().size() && Arrays.equals(order, Places.all(order.length));
    }
  }
}
