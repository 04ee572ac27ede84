package io.github.lenetcl.reading.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The characters of an expression, each where it stands, and which may follow which (Glushkov
 * 1961). A state of the automaton is the set of those that may come next, with bit {@link #END}
 * where the text may end; there are no more such sets than texts lead to, and each is found in time
 * bounded by the size of the expression, however its repetitions are nested.
 */
final class Positions {

  /** Stands for the end of the text among what may come next. */
  private static final int END = 0;

  /** More states than this stay as they are. */
  private static final int MERGED = 1000;

  /** The characters that may stand at each position; none at the end. */
  private final List<Set<Integer>> symbols = new ArrayList<>(List.of(Set.of()));

  /** What may come after each position. */
  private final List<BitSet> next = new ArrayList<>(List.of(new BitSet()));

  /** Where a part begins and ends, and whether it may be empty. */
  private record Part(BitSet first, BitSet last, boolean empty) {}

  private final BitSet start;

  private Positions(Expression expression) {
    Part whole = add(expression);
    start = (BitSet) whole.first.clone();
    start.set(END, whole.empty);
    whole.last.stream().forEach(position -> next.get(position).set(END));
  }

  /** Makes the automaton of an expression. */
  static Automaton automaton(Expression expression) {
    Positions positions = new Positions(expression);
    int[] symbols =
        positions.symbols.stream().flatMap(Set::stream).mapToInt(Integer::intValue).toArray();
    Automaton automaton =
        Automaton.of(positions.start, symbols, positions::after, state -> state.get(END));
    return automaton.states() > MERGED ? automaton : automaton.minimal();
  }

  private Optional<BitSet> after(BitSet state, int symbol) {
    BitSet after = new BitSet();
    for (int i = state.nextSetBit(0); i >= 0; i = state.nextSetBit(i + 1)) {
      if (symbols.get(i).contains(symbol)) {
        after.or(next.get(i));
      }
    }
    return after.isEmpty() ? Optional.empty() : Optional.of(after);
  }

  private Part add(Expression expression) {
    if (expression instanceof Expression.OneOf one) {
      BitSet position = new BitSet();
      position.set(symbols.size());
      symbols.add(one.set());
      next.add(new BitSet());
      return new Part(position, position, false);
    }
    if (expression instanceof Expression.Sequence sequence) {
      Part whole = new Part(new BitSet(), new BitSet(), true);
      for (Expression each : sequence.parts()) {
        whole = joined(whole, add(each));
      }
      return whole;
    }
    if (expression instanceof Expression.Choice choice) {
      Part whole = new Part(new BitSet(), new BitSet(), false);
      for (Expression each : choice.alternatives()) {
        Part part = add(each);
        whole =
            new Part(
                union(whole.first, part.first),
                union(whole.last, part.last),
                whole.empty || part.empty);
      }
      return whole;
    }
    Expression.Repetition repetition = (Expression.Repetition) expression;
    Part part = add(repetition.repeated());
    follow(part.last, part.first);
    return new Part(part.first, part.last, part.empty || repetition.orNone());
  }

  private Part joined(Part one, Part other) {
    follow(one.last, other.first);
    return new Part(
        one.empty ? union(one.first, other.first) : one.first,
        other.empty ? union(one.last, other.last) : other.last,
        one.empty && other.empty);
  }

  private void follow(BitSet positions, BitSet first) {
    positions.stream().forEach(position -> next.get(position).or(first));
  }

  private static BitSet union(BitSet one, BitSet other) {
    BitSet union = (BitSet) one.clone();
    union.or(other);
    return union;
  }
}
