package io.github.lenetcl.reading.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Grammars of what numbers look like. */
public final class Grammars {

  private static final int[] DIGITS = IntStream.rangeClosed('0', '9').toArray();

  private static final Map<String, Supplier<Automaton>> NAMED = named();

  private Grammars() {}

  private static Map<String, Supplier<Automaton>> named() {
    Map<String, Supplier<Automaton>> named = new LinkedHashMap<>();
    named.put("amount", Grammars::amount);
    named.put("amount:de", () -> amount(AmountMarks.DECIMAL_COMMA));
    named.put("amount:en", () -> amount(AmountMarks.DECIMAL_POINT));
    named.put("date", Grammars::date);
    named.put("date:dmy", () -> date(DateOrder.DAY_MONTH_YEAR));
    named.put("date:mdy", () -> date(DateOrder.MONTH_DAY_YEAR));
    named.put("date:ymd", () -> date(DateOrder.YEAR_MONTH_DAY));
    named.put("luhn", Grammars::luhn);
    named.put("mod97", Grammars::mod97);
    named.put("ean", Grammars::ean);
    return named;
  }

  /** {@return the names that {@link #named(String)} knows} */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /**
   * {@return the grammar of a name or a pattern}
   *
   * @param text one of {@link #names()}, or else a pattern
   * @throws IllegalArgumentException if it is neither, telling where
   */
  public static Automaton named(String text) {
    Supplier<Automaton> known = NAMED.get(text);
    return known == null ? pattern(text) : known.get();
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
    return Positions.automaton(PatternParser.parse(pattern));
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

  /** In which order a date has its parts. */
  public enum DateOrder {
    /** Day, month, year: most of the world. */
    DAY_MONTH_YEAR,
    /** Month, day, year: the United States. */
    MONTH_DAY_YEAR,
    /** Year, month, day: ISO 8601 and East Asia. */
    YEAR_MONTH_DAY
  }

  /** Where an amount has its comma and its point. */
  public enum AmountMarks {
    /** A comma before the decimals, points between thousands. */
    DECIMAL_COMMA,
    /** A point before the decimals, commas between thousands. */
    DECIMAL_POINT
  }

  /** {@return dates: day, month and year, as {@link #date(DateOrder)} has them} */
  public static Automaton date() {
    return date(DateOrder.DAY_MONTH_YEAR);
  }

  /**
   * {@return dates of a day, a month and a year of two or four digits, with points, dashes or
   * slashes between them, days and months of one digit or two; or of two digits each and nothing
   * between them; no month has more days than it may have}
   *
   * @param order the order of the three
   */
  public static Automaton date(DateOrder order) {
    List<String> forms = new ArrayList<>();
    for (String mark : new String[] {"", "\\.", "-", "/"}) {
      String zero = mark.isEmpty() ? "0" : "0?";
      String day29 = "(" + zero + "[1-9]|[12]\\d)";
      String day30 = "(" + zero + "[1-9]|[12]\\d|30)";
      String day31 = "(" + zero + "[1-9]|[12]\\d|3[01])";
      String long31 = "(" + zero + "[13578]|1[02])";
      String long30 = "(" + zero + "[469]|11)";
      String february = zero + "2";
      forms.add(date(order, day31, long31, mark));
      forms.add(date(order, day30, long30, mark));
      forms.add(date(order, day29, february, mark));
    }
    return pattern(String.join("|", forms));
  }

  private static String date(DateOrder order, String day, String month, String mark) {
    String year = "\\d\\d(\\d\\d)?";
    return switch (order) {
      case DAY_MONTH_YEAR -> String.join(mark, day, month, year);
      case MONTH_DAY_YEAR -> String.join(mark, month, day, year);
      case YEAR_MONTH_DAY -> String.join(mark, year, month, day);
    };
  }

  /**
   * {@return amounts as either {@link #amount(AmountMarks)} has them}
   *
   * <p>Not all can be told apart: 1.234 may be a thousand or a little more than one.
   */
  public static Automaton amount() {
    return pattern(signed(amountOf(",", "\\.") + "|" + amountOf("\\.", ",")));
  }

  /**
   * {@return amounts: digits, with a mark or none between each three of them from the right, and
   * then, if at all, the other mark and one decimal or more, or a dash in their place; all of it
   * with a minus before it or in brackets, or neither}
   *
   * @param marks which mark is which
   */
  public static Automaton amount(AmountMarks marks) {
    return pattern(
        signed(marks == AmountMarks.DECIMAL_POINT ? amountOf(",", "\\.") : amountOf("\\.", ",")));
  }

  private static String amountOf(String thousands, String decimal) {
    String decimals = "(" + decimal + "(\\d{1,4}|--?))?";
    return "(0|[1-9]\\d{0,11})"
        + decimals
        + "|[1-9]\\d{0,2}("
        + thousands
        + "\\d{3}){1,3}"
        + decimals;
  }

  private static String signed(String amount) {
    return "-?(" + amount + ")|\\((" + amount + ")\\)";
  }

  /**
   * {@return digits whose remainder by 97 is 1, as the check digits of ISO 7064 MOD 97-10 leave it:
   * those of an IBAN, letters as numbers and its first four characters moved behind, of a creditor
   * reference, of many invoice numbers}
   */
  public static Automaton mod97() {
    return Automaton.of(
        0,
        DIGITS,
        (rest, symbol) -> Optional.of((10 * rest + symbol - '0') % 97),
        rest -> rest == 1);
  }

  /**
   * {@return article numbers of GS1: GTIN-8 (EAN-8), -12 (UPC-A), -13 (EAN-13, ISBN-13) and -14, of
   * which the last is the check digit} From the right every second digit counts three times, and
   * the sum is a multiple of 10.
   */
  public static Automaton ean() {
    /* How many digits, and the sums, modulo 10, if the text ends here and after one more digit. */
    record Sums(int count, int ended, int going) {}
    return Automaton.of(
        new Sums(0, 0, 0),
        DIGITS,
        (sums, symbol) -> {
          int digit = symbol - '0';
          return sums.count == 14
              ? Optional.empty()
              : Optional.of(
                  new Sums(
                      sums.count + 1, (sums.going + digit) % 10, (sums.ended + 3 * digit) % 10));
        },
        sums -> sums.ended == 0 && (sums.count == 8 || sums.count >= 12));
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
