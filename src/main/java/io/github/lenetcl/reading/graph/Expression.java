package io.github.lenetcl.reading.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A regular expression, as {@link PatternParser} finds it. */
sealed interface Expression {

  /** Accepts the empty text. */
  Expression EMPTY = new Sequence(List.of());

  /** Returns how many characters or sets of them stand in it. */
  int size();

  /** Returns this and then another. */
  default Expression then(Expression next) {
    return this == EMPTY ? next : next == EMPTY ? this : new Sequence(List.of(this, next));
  }

  /** Returns this or another. */
  default Expression or(Expression other) {
    return this == EMPTY && other == EMPTY ? EMPTY : new Choice(List.of(this, other));
  }

  /** Returns this any number of times, or not at all. */
  default Expression anyTimes() {
    Expression once = this instanceof Repetition same ? same.repeated : this;
    return this == EMPTY ? EMPTY : new Repetition(once, true);
  }

  /** Returns this once or more. */
  default Expression onceOrMore() {
    return this == EMPTY || this instanceof Repetition ? this : new Repetition(this, false);
  }

  /** Returns this so many times. */
  default Expression times(int count) {
    List<Expression> parts = new ArrayList<>();
    for (int i = 0; i < count && this != EMPTY; i++) {
      parts.add(this);
    }
    return parts.isEmpty() ? EMPTY : new Sequence(List.copyOf(parts));
  }

  /**
   * One of several characters.
   *
   * @param set the characters
   */
  record OneOf(Set<Integer> set) implements Expression {
    @Override
    public int size() {
      return 1;
    }
  }

  /**
   * One after the other.
   *
   * @param parts the parts, in their order
   */
  record Sequence(List<Expression> parts) implements Expression {
    @Override
    public int size() {
      return parts.stream().mapToInt(Expression::size).sum();
    }
  }

  /**
   * One of several.
   *
   * @param alternatives what may stand there
   */
  record Choice(List<Expression> alternatives) implements Expression {
    @Override
    public int size() {
      return alternatives.stream().mapToInt(Expression::size).sum();
    }
  }

  /**
   * Any number of times.
   *
   * @param repeated what is repeated
   * @param orNone whether it may be left out
   */
  record Repetition(Expression repeated, boolean orNone) implements Expression {
    @Override
    public int size() {
      return repeated.size();
    }
  }
}
