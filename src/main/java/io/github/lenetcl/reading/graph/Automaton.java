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

  /** Accepts every text. */
  static final Automaton ANYTHING =
      new Automaton(new int[0], new int[0][], new boolean[] {true}, new int[1]);

  private final int[] symbols;

  /** By symbol and state. */
  private final int[][] next;

  private final boolean[] accepting;

  /** Where any other character leads from each state. */
  private final int[] others;

  /** Each state itself, where no character leads. */
  private final int[] same;

  private Automaton(int[] symbols, int[][] next, boolean[] accepting, int[] others) {
    this.symbols = symbols;
    this.next = next;
    this.accepting = accepting;
    this.others = others;
    this.same = IntStream.range(0, accepting.length).toArray();
  }

  /**
   * Where a state leads.
   *
   * @param <S> what a state is
   */
  public interface Step<S> {

    /**
     * {@return the state after a character, or nothing where it cannot stand}
     *
     * @param state the state before it
     * @param symbol the character, as a code point
     */
    Optional<S> after(S state, int symbol);
  }

  /**
   * Makes a grammar of any kind, such as a check digit of one's own: states are what equals tells
   * apart, and those that can be reached are found and numbered. So a sum of digits that is a
   * multiple of 9: {@code Automaton.of(0, "0123456789".codePoints().toArray(), (sum, symbol) ->
   * Optional.of((sum + symbol - '0') % 9), sum -> sum == 0)}.
   *
   * @param <S> what a state is, with equals and hashCode
   * @param start the state before the first character
   * @param symbols the characters that it knows, as code points; no other is accepted
   * @param step where a state leads
   * @param accepts whether a text may end in a state
   * @return the automaton
   * @throws IllegalArgumentException if there are more than 20,000 states
   */
  public static <S> Automaton of(S start, int[] symbols, Step<S> step, Predicate<S> accepts) {
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
    int[][] bySymbol = new int[sorted.length][accepting.length];
    for (int s = 0; s < sorted.length; s++) {
      for (int i = 0; i < accepting.length; i++) {
        bySymbol[s][i] = next.get(i)[s];
      }
    }
    int[] others = new int[accepting.length];
    Arrays.fill(others, NOWHERE);
    return new Automaton(sorted, bySymbol, accepting, others);
  }

  /**
   * Returns the automaton of the same texts with the fewest states: those from which the same texts
   * are accepted are one (Moore 1956).
   */
  Automaton minimal() {
    int[] part = new int[states()];
    int parts = 0;
    int before = -1;
    while (parts > before) {
      before = parts;
      Map<List<Integer>, Integer> numbers = new HashMap<>();
      int[] finer = new int[part.length];
      for (int state = 0; state < part.length; state++) {
        List<Integer> outlook = new ArrayList<>(List.of(accepting[state] ? 1 : 0, part[state]));
        for (int[] after : next) {
          outlook.add(after[state] == NOWHERE ? NOWHERE : part[after[state]]);
        }
        finer[state] = numbers.computeIfAbsent(outlook, unseen -> numbers.size());
      }
      part = finer;
      parts = numbers.size();
    }
    int[][] merged = new int[symbols.length][parts];
    boolean[] ends = new boolean[parts];
    for (int state = 0; state < part.length; state++) {
      ends[part[state]] = accepting[state];
      for (int s = 0; s < symbols.length; s++) {
        int after = next[s][state];
        merged[s][part[state]] = after == NOWHERE ? NOWHERE : part[after];
      }
    }
    return new Automaton(symbols, merged, ends, Arrays.copyOf(others, parts));
  }

  /** {@return how many states there are} */
  public int states() {
    return accepting.length;
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
    return steps(symbol)[state];
  }

  /**
   * Returns for each state the one after the label of an arc, or −1 where it cannot stand; an arc
   * that reads nothing leaves the state as it is. Not a copy.
   */
  int[] steps(int label) {
    if (label == Arc.NOTHING) {
      return same;
    }
    int at = Arrays.binarySearch(symbols, label);
    return at < 0 ? others : next[at];
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
