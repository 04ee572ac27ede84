package io.github.lenetcl.reading.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A deterministic finite automaton over characters: a grammar of what a line may read. It starts in
 * state 0.
 */
public final class Automaton {

  /** There is no state to go to. */
  static final int NOWHERE = -1;

  private static final int MOST_STATES = 20_000;

  private final int[] symbols;
  private final int[][] next;
  private final boolean[] accepting;

  private Automaton(int[] symbols, int[][] next, boolean[] accepting) {
    this.symbols = symbols;
    this.next = next;
    this.accepting = accepting;
  }

  /**
   * Where a state leads.
   *
   * @param <S> what a state is
   */
  interface Step<S> {

    /** Returns the state after a character, or nothing where it cannot stand. */
    Optional<S> after(S state, int symbol);
  }

  /**
   * Numbers the states that can be reached.
   *
   * @throws IllegalArgumentException if there are more than 20,000
   */
  static <S> Automaton of(S start, int[] symbols, Step<S> step, Predicate<S> accepts) {
    int[] sorted = IntStream.of(symbols).sorted().distinct().toArray();
    Map<S, Integer> numbers = new HashMap<>(Map.of(start, 0));
    List<S> states = new ArrayList<>(List.of(start));
    List<int[]> next = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      int[] row = new int[sorted.length];
      for (int s = 0; s < sorted.length; s++) {
        Optional<S> after = step.after(states.get(i), sorted[s]);
        row[s] = NOWHERE;
        if (after.isPresent()) {
          row[s] = numbers.computeIfAbsent(after.get(), unseen -> states.size());
          if (row[s] == states.size()) {
            states.add(after.get());
          }
        }
      }
      next.add(row);
      if (states.size() > MOST_STATES) {
        throw new IllegalArgumentException(
            "grammar: more than " + MOST_STATES + " states, wanted a smaller one");
      }
    }
    boolean[] accepting = new boolean[states.size()];
    for (int i = 0; i < accepting.length; i++) {
      accepting[i] = accepts.test(states.get(i));
    }
    return new Automaton(sorted, next.toArray(int[][]::new), accepting);
  }

  /** {@return how many states there are} */
  public int states() {
    return next.length;
  }

  /** {@return the characters that it knows, as code points in rising order} */
  public int[] symbols() {
    return symbols.clone();
  }

  /**
   * {@return the state after a character, or −1 where it cannot stand}
   *
   * @param state the state before it
   * @param symbol the character, as a code point
   */
  public int next(int state, int symbol) {
    int at = Arrays.binarySearch(symbols, symbol);
    return at < 0 ? NOWHERE : next[state][at];
  }

  /**
   * {@return whether a text may end in a state}
   *
   * @param state the state
   */
  public boolean accepts(int state) {
    return accepting[state];
  }

  /**
   * {@return whether it accepts a text}
   *
   * @param text the text
   */
  public boolean accepts(String text) {
    int state = 0;
    for (int symbol : text.codePoints().toArray()) {
      state = next(state, symbol);
      if (state == NOWHERE) {
        return false;
      }
    }
    return accepting[state];
  }

  /**
   * {@return an automaton of what this and another both accept}
   *
   * @param other the other
   * @throws IllegalArgumentException if it has more than 20,000 states
   */
  public Automaton and(Automaton other) {
    record Both(int one, int two) {}
    return of(
        new Both(0, 0),
        symbols,
        (state, symbol) -> {
          Both after = new Both(next(state.one, symbol), other.next(state.two, symbol));
          return after.one == NOWHERE || after.two == NOWHERE
              ? Optional.empty()
              : Optional.of(after);
        },
        state -> accepting[state.one] && other.accepting[state.two]);
  }

  @Override
  public String toString() {
    return "automaton of %d states over %s"
        .formatted(states(), new String(symbols, 0, symbols.length));
  }
}
