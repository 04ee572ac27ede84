package io.github.lenetcl.reading.sweep;

import java.util.Objects;

/**
 * The penalties of the classes at each position of a network that was swept over a line.
 *
 * @param positions how many positions there are, from left to right, at least 1
 * @param classes how many classes there are
 * @param penalties position by position, class by class; not copied
 */
public record PenaltyRow(int positions, int classes, double[] penalties) {

  /** Checks that the penalties are as many as the size asks for. */
  public PenaltyRow {
    if (positions < 1 || classes < 1 || penalties.length != (long) positions * classes) {
      throw new IllegalArgumentException(
          "row: %d penalties, wanted %d positions of %d classes"
              .formatted(penalties.length, positions, classes));
    }
  }

  /**
   * One penalty.
   *
   * @param position the position
   * @param of the class
   * @return its penalty
   */
  public double at(int position, int of) {
    Objects.checkIndex(of, classes);
    return penalties[position * classes + of];
  }

  /**
   * {@return the smaller penalty of this row and another, class by class, where the other sees the
   * same line at another scale or height}
   *
   * @param other a row of the same classes
   */
  public PenaltyRow least(PenaltyRow other) {
    double[] least = penalties.clone();
    for (int position = 0; position < positions; position++) {
      int there = nearest(position, other.positions);
      for (int i = 0; i < classes; i++) {
        int at = position * classes + i;
        least[at] = Math.min(least[at], other.at(there, i));
      }
    }
    return new PenaltyRow(positions, classes, least);
  }

  private int nearest(int position, int others) {
    return positions == 1 ? 0 : Math.round((float) position * (others - 1) / (positions - 1));
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "row of %d positions of %d classes".formatted(positions, classes);
  }
}
