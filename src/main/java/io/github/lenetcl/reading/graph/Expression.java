package io.github.lenetcl.reading.graph;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A regular expression. What is left of it after a character is its derivative (Brzozowski 1964),
 * so that the expressions themselves are the states of its automaton.
 */
sealed interface Expression {

  /** Accepts no text, not even the empty one. */
  Expression NEVER = new Choice(Set.of());

  /** Accepts the empty text. */
  Expression EMPTY = new Empty();

  /** Returns whether it accepts the empty text. */
  boolean acceptsNothingMore();

  /** Returns the expression of what may follow a character. */
  Expression after(int symbol);

  /** Returns the characters that occur in it. */
  IntStream symbols();

  /** Returns how many characters or sets of them stand in it. */
  int size();

  /** Returns this and then another. */
  default Expression then(Expression next) {
    if (this == NEVER || next == NEVER) {
      return NEVER;
    }
    if (this instanceof Sequence sequence) {
      return sequence.first.then(sequence.second.then(next));
    }
    return this == EMPTY ? next : next == EMPTY ? this : new Sequence(this, next);
  }

  /** Returns this or another. */
  default Expression or(Expression other) {
    Set<Expression> alternatives = new LinkedHashSet<>();
    for (Expression each : new Expression[] {this, other}) {
      if (each instanceof Choice choice) {
        alternatives.addAll(choice.alternatives);
      } else {
        alternatives.add(each);
      }
    }
    return alternatives.isEmpty()
        ? NEVER
        : alternatives.size() == 1
            ? alternatives.iterator().next()
            : new Choice(Set.copyOf(alternatives));
  }

  /** Returns this without the empty text, if that is one of several that it accepts. */
  default Expression orMore() {
    return this;
  }

  /** Returns this any number of times. */
  default Expression anyTimes() {
    return this == EMPTY || this == NEVER ? EMPTY : new Repetition(this);
  }

  /** The empty text. */
  record Empty() implements Expression {
    @Override
    public boolean acceptsNothingMore() {
      return true;
    }

    @Override
    public Expression after(int symbol) {
      return NEVER;
    }

    @Override
    public IntStream symbols() {
      return IntStream.empty();
    }

    @Override
    public int size() {
      return 0;
    }
  }

  /**
   * One of several characters.
   *
   * @param set the characters
   */
  record OneOf(Set<Integer> set) implements Expression {
    @Override
    public boolean acceptsNothingMore() {
      return false;
    }

    @Override
    public Expression after(int symbol) {
      return set.contains(symbol) ? EMPTY : NEVER;
    }

    @Override
    public IntStream symbols() {
      return set.stream().mapToInt(Integer::intValue);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /**
   * One after the other.
   *
   * @param first the first
   * @param second what follows it
   */
  record Sequence(Expression first, Expression second) implements Expression {
    @Override
    public boolean acceptsNothingMore() {
      return first.acceptsNothingMore() && second.acceptsNothingMore();
    }

    @Override
    public Expression after(int symbol) {
      Expression within = first.after(symbol).then(second);
      return first.acceptsNothingMore() ? within.or(second.after(symbol)) : within;
    }

    @Override
    public IntStream symbols() {
      return IntStream.concat(first.symbols(), second.symbols());
    }

    @Override
    public int size() {
      return first.size() + second.size();
    }
  }

  /**
   * One of several.
   *
   * @param alternatives none of them a choice
   */
  record Choice(Set<Expression> alternatives) implements Expression {
    @Override
    public boolean acceptsNothingMore() {
      return alternatives.stream().anyMatch(Expression::acceptsNothingMore);
    }

    @Override
    public Expression after(int symbol) {
      return alternatives.stream().map(each -> each.after(symbol)).reduce(NEVER, Expression::or);
    }

    @Override
    public Expression orMore() {
      return alternatives.contains(EMPTY)
          ? alternatives.stream().filter(each -> each != EMPTY).reduce(NEVER, Expression::or)
          : this;
    }

    @Override
    public IntStream symbols() {
      return alternatives.stream().flatMapToInt(Expression::symbols);
    }

    @Override
    public int size() {
      return alternatives.stream().mapToInt(Expression::size).sum();
    }
  }

  /**
   * Any number of times, or not at all.
   *
   * @param repeated what is repeated
   */
  record Repetition(Expression repeated) implements Expression {
    @Override
    public boolean acceptsNothingMore() {
      return true;
    }

    @Override
    public Expression after(int symbol) {
      return repeated.after(symbol).then(this);
    }

    @Override
    public IntStream symbols() {
      return repeated.symbols();
    }

    @Override
    public int size() {
      return repeated.size();
    }
  }
}
