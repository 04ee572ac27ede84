package io.github.lenetcl.reading.graph;

/**
 * An arc of a {@link Graph}.
 *
 * @param from the node where it begins
 * @param to the node where it ends, larger than {@code from}
 * @param label the character that it reads, as a Unicode code point, or {@link #NOTHING}
 * @param penalty what taking it costs, finite; −log of a probability where there is one
 */
public record Arc(int from, int to, int label, double penalty) {

  /** The label of an arc that reads nothing: junk, or a gap. */
  public static final int NOTHING = 0;

  /** Checks the direction and the penalty. */
  public Arc {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "arc from node %d to %d, wanted one to a larger node".formatted(from, to));
    }
    if (!Double.isFinite(penalty)) {
      throw new IllegalArgumentException(
          "arc from node %d to %d: penalty %s, wanted a finite one".formatted(from, to, penalty));
    }
    if (label < 0) {
      throw new IllegalArgumentException("arc: label " + label + ", wanted a character or NOTHING");
    }
  }

  /** {@return whether it reads a character} */
  public boolean reads() {
    return label != NOTHING;
  }
}
