package io.github.lenetcl.reading.graph;

import java.util.Optional;
import java.util.stream.IntStream;

/** Grammars of what numbers look like. */
public final class Grammars {

  private static final int[] DIGITS = IntStream.rangeClosed('0', '9').toArray();

  private Grammars() {}

  /**
   * {@return the grammar of a name or a pattern}
   *
   * @param text luhn, date or amount, or else a pattern
   * @throws IllegalArgumentException if it is neither, telling where
   */
  public static Automaton named(String text) {
    return switch (text) {
      case "luhn" -> luhn();
      case "date" -> date();
      case "amount" -> amount();
      default -> pattern(text);
    };
  }

  /**
   * A grammar in a small syntax: characters stand for themselves, {@code \d} for a digit, {@code
   * [0-3,]} for one of several, {@code \} before a character takes its meaning away; {@code ?},
   * {@code *}, {@code +}, <code>{5}</code>, <code>{3,7}</code> and <code>{3,}</code> repeat what is
   * before them, {@code |} separates alternatives and {@code ( )} group.
   *
   * @param pattern such as <code>\d{5}</code>
   * @return the automaton
   * @throws IllegalArgumentException if it is of another form, telling where
   */
  public static Automaton pattern(String pattern) {
    Expression expression = PatternParser.parse(pattern);
    return Automaton.of(
        expression,
        expression.symbols().toArray(),
        (state, symbol) ->
            Optional.of(state.after(symbol)).filter(after -> after != Expression.NEVER),
        Expression::acceptsNothingMore);
  }

  /**
   * {@return so many digits and nothing else}
   *
   * @param count how many, at least 0
   */
  public static Automaton digits(int count) {
    return digits(count, count);
  }

  /**
   * {@return at least and at most so many digits and nothing else}
   *
   * @param least how few, at least 0
   * @param most how many
   */
  public static Automaton digits(int least, int most) {
    return pattern("\\d{" + least + "," + most + "}");
  }

  /**
   * {@return one text and nothing else}
   *
   * @param text the text
   */
  public static Automaton text(String text) {
    int[] symbols = text.codePoints().toArray();
    return Automaton.of(
        0,
        symbols,
        (at, symbol) ->
            at < symbols.length && symbols[at] == symbol ? Optional.of(at + 1) : Optional.empty(),
        at -> at == symbols.length);
  }

  /**
   * {@return dates: day, month and a year of two or four digits, with points, dashes or slashes
   * between them or nothing; no month has more days than it may have}
   */
  public static Automaton date() {
    String day31 = "(0[1-9]|[12]\\d|3[01])";
    String day30 = "(0[1-9]|[12]\\d|30)";
    String day29 = "(0[1-9]|[12]\\d)";
    String separated = "";
    for (String separator : new String[] {"", "\\.", "-", "/"}) {
      String dayAndMonth =
          "(%1$s%4$s(0[13578]|1[02])|%2$s%4$s(0[469]|11)|%3$s%4$s02)"
              .formatted(day31, day30, day29, separator);
      separated += (separated.isEmpty() ? "" : "|") + dayAndMonth + separator + "\\d\\d(\\d\\d)?";
    }
    return pattern(separated);
  }

  /**
   * {@return amounts: digits, with a comma, a point or neither between each three of them from the
   * right, and then, if at all, the other mark and two digits} So 1234567.89, 1,234,567.89 and
   * 1.234.567,89 are amounts.
   */
  public static Automaton amount() {
    return pattern(
        "(0|[1-9]\\d{0,11})([.,]\\d\\d)?"
            + "|[1-9]\\d{0,2}(,\\d{3}){1,3}(\\.\\d\\d)?"
            + "|[1-9]\\d{0,2}(\\.\\d{3}){1,3}(,\\d\\d)?");
  }

  /**
   * {@return digits of which the last is the check digit of Luhn 1954} From the right every second
   * digit is doubled, 9 taken off where that is above 9, and the sum is a multiple of 10.
   */
  public static Automaton luhn() {
    /* The sums, modulo 10, if the text ends here and if it ends after one more digit. */
    record Sums(int ended, int going) {}
    return Automaton.of(
        new Sums(0, 0),
        DIGITS,
        (sums, symbol) -> {
          int digit = symbol - '0';
          int doubled = digit < 5 ? 2 * digit : 2 * digit - 9;
          return Optional.of(new Sums((sums.going + digit) % 10, (sums.ended + doubled) % 10));
        },
        sums -> sums.ended == 0);
  }
}
