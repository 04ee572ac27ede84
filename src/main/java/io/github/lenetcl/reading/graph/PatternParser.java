package io.github.lenetcl.reading.graph;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the syntax of {@link Grammars#pattern} by recursive descent. */
final class PatternParser {

  /** A pattern with its repetitions written out has at most so many characters. */
  private static final int MOST = 250;

  /** A pattern as it is written has at most so many. */
  private static final int LONGEST = 2000;

  private static final int END = -1;

  private final String pattern;
  private final int[] symbols;
  private int at;
  private int depth;

  private PatternParser(String pattern) {
    this.pattern = pattern;
    this.symbols = pattern.codePoints().toArray();
  }

  static Expression parse(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException(
          "pattern: %d characters, wanted at most %d".formatted(pattern.length(), LONGEST));
    }
    PatternParser parser = new PatternParser(pattern);
    Expression whole = parser.choice();
    if (parser.peek() != END) {
      throw parser.failure("the end");
    }
    return whole;
  }

  private Expression choice() {
    Expression choice = sequence();
    while (take('|')) {
      choice = choice.or(sequence());
    }
    return choice;
  }

  private Expression sequence() {
    Expression sequence = Expression.EMPTY;
    while (peek() != END && peek() != '|' && peek() != ')') {
      sequence = requireSmall(sequence.then(repetition()));
    }
    return sequence;
  }

  private Expression repetition() {
    Expression one = one();
    while (true) {
      if (take('?')) {
        one = one.or(Expression.EMPTY);
      } else if (take('*')) {
        one = one.anyTimes();
      } else if (take('+')) {
        one = one.onceOrMore();
      } else if (take('{')) {
        one = counted(one);
      } else {
        return one;
      }
    }
  }

  private Expression counted(Expression one) {
    int least = number();
    boolean open = take(',') && peek() == '}';
    int most = symbols[at - 1] == ',' && !open ? number() : least;
    if (most < least) {
      throw failure("a number of at least " + least + " before it");
    }
    require('}');
    Expression rest = open ? one.anyTimes() : Expression.EMPTY;
    if ((long) one.size() * most > MOST) {
      throw tooLarge();
    }
    for (int i = least; i < most; i++) {
      rest = one.then(rest).or(Expression.EMPTY);
    }
    return one.times(least).then(rest);
  }

  private int number() {
    int from = at;
    int number = 0;
    while (peek() >= '0' && peek() <= '9') {
      number = Math.min(MOST + 1, 10 * number + symbols[at++] - '0');
    }
    if (at == from) {
      throw failure("a number");
    }
    if (number > MOST) {
      throw tooLarge();
    }
    return number;
  }

  private Expression one() {
    if (take('(')) {
      if (++depth > MOST) {
        throw new IllegalArgumentException(
            "pattern: more than " + MOST + " groups in one another, wanted fewer");
      }
      Expression group = choice();
      require(')');
      depth--;
      return group;
    }
    if (take('[')) {
      return set();
    }
    if (peek() == END || "?*+{}].^$".indexOf(peek()) >= 0) {
      throw failure("a character, or \\ before it");
    }
    return new Expression.OneOf(symbol());
  }

  private Expression set() {
    Set<Integer> set = new TreeSet<>();
    while (peek() != ']') {
      Set<Integer> symbol = symbol();
      set.addAll(symbol);
      if (symbol.size() == 1
          && peek() == '-'
          && at + 1 < symbols.length
          && symbols[at + 1] != ']') {
        at++;
        int from = symbol.iterator().next();
        int to = symbol().iterator().next();
        if (to < from || to - from > MOST) {
          throw failure("a range from the lower to the higher before it");
        }
        IntStream.rangeClosed(from, to).forEach(set::add);
      }
    }
    require(']');
    if (set.isEmpty()) {
      throw failure("[ ] with characters before it");
    }
    return new Expression.OneOf(Set.copyOf(set));
  }

  /** Reads a character or an escape. */
  private Set<Integer> symbol() {
    boolean escaped = take('\\');
    if (peek() == END) {
      throw failure("a character");
    }
    int symbol = symbols[at++];
    if (escaped && symbol == 'd') {
      return IntStream.rangeClosed('0', '9').boxed().collect(Collectors.toSet());
    }
    if (escaped && Character.isLetterOrDigit(symbol)) {
      at--;
      throw failure("d or a character without a meaning of its own");
    }
    return Set.of(symbol);
  }

  private Expression requireSmall(Expression expression) {
    if (expression.size() > MOST) {
      throw tooLarge();
    }
    return expression;
  }

  private int peek() {
    return at < symbols.length ? symbols[at] : END;
  }

  private boolean take(int symbol) {
    if (peek() != symbol) {
      return false;
    }
    at++;
    return true;
  }

  private void require(int symbol) {
    if (!take(symbol)) {
      throw failure(Character.toString(symbol));
    }
  }

  private IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "pattern %s: more than %d characters with its repetitions written out, wanted fewer"
            .formatted(pattern, MOST));
  }

  private IllegalArgumentException failure(String wanted) {
    String found = peek() == END ? "the end" : Character.toString(peek());
    return new IllegalArgumentException(
        "pattern %s: character %d is %s, wanted %s".formatted(pattern, at + 1, found, wanted));
  }
}
