package io.github.lenetcl.reading.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d{5}",
        "\\d{3,7}",
        "\\d{2,}",
        "",
        "a|b|",
        "(ab|a)*b?",
        "[0-3,]+",
        "((a|b)b){2}",
        "\\.\\\\a*",
        "(a*)*",
        "(a?){3}b",
        "[-a]b{0}",
        "[a\\]]{1,2}",
        "\\d\\d?(a|\\d)+"
      })
  void patternsAcceptWhatJavasDo(String pattern) {
    Pattern expected = Pattern.compile(pattern);
    Automaton automaton = Grammars.pattern(pattern);
    Random random = new Random(1);
    String alphabet = "ab0123456789,.\\-]";
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      int most = random.nextInt(2) == 0 ? alphabet.length() : 5;
      for (int length = random.nextInt(9); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(most)));
      }
      assertEquals(
          expected.matcher(text).matches(), automaton.accepts(text.toString()), text::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          \\d{          | pattern \\d{: character 4 is the end, wanted a number
          \\d{3,1}      | pattern \\d{3,1}: character 7 is }, wanted a number of at least 3 before it
          \\d{5         | pattern \\d{5: character 5 is the end, wanted }
          (1            | pattern (1: character 3 is the end, wanted )
          1)            | pattern 1): character 2 is ), wanted the end
          1.2           | pattern 1.2: character 2 is ., wanted a character, or \\ before it
          \\w           | pattern \\w: character 2 is w, wanted d or a character without a meaning of its own
          []            | pattern []: character 3 is the end, wanted [ ] with characters before it
          [1            | pattern [1: character 3 is the end, wanted a character
          \\d{251}     | pattern \\d{251}: more than 250 characters with its repetitions written out, wanted fewer
          (\\d{99}){99} | pattern (\\d{99}){99}: more than 250 characters with its repetitions written out, wanted fewer
          """)
  void otherFormsAreRefusedWithThePlace(String pattern, String message) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Grammars.pattern(pattern));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void aPatternWithTooManyStatesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Grammars.pattern("(0|1)*1(0|1){20}"));
  }

  @Test
  void repetitionsOfWhatMayBeEmptyTakeNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(1, Grammars.pattern("2*{224}").states());
          assertEquals(2, Grammars.pattern("1" + "+".repeat(60)).states());
          assertTrue(Grammars.pattern("1" + "?+".repeat(900)).accepts("111"));
          assertEquals(120, Grammars.pattern("(a*b*){60}").states());
          assertEquals(241, Grammars.pattern("(a?b?c?d?){60}").states());
        });
  }

  @Test
  void groupsAreNotInOneAnotherWithoutEnd() {
    assertThrows(IllegalArgumentException.class, () -> Grammars.pattern("(".repeat(100_000)));
    String deep = "(".repeat(200) + "1" + ")".repeat(200);
    assertTrue(Grammars.pattern(deep).accepts("1"));
  }

  @Test
  void patternsMeanWhatRegularExpressionsMean() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; texts.get(i).length() < 5; i++) {
      texts.add(texts.get(i) + "a");
      texts.add(texts.get(i) + "b");
    }
    for (int i = 0; i < 300; i++) {
      String pattern = randomPattern(random, 4);
      Pattern regular = Pattern.compile(pattern);
      Automaton automaton = Grammars.pattern(pattern);
      for (String text : texts) {
        assertEquals(
            regular.matcher(text).matches(), automaton.accepts(text), pattern + " on " + text);
      }
    }
  }

  private static String randomPattern(SplittableRandom random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return new String[] {"a", "b", "[ab]"}[random.nextInt(3)];
    }
    String one = "(" + randomPattern(random, depth - 1) + ")";
    return switch (random.nextInt(7)) {
      case 0 -> one + "*";
      case 1 -> one + "?";
      case 2 -> one + "{0,2}";
      case 3 -> one + "{1,}";
      case 5 -> one + "+";
      case 4 -> one + "|" + randomPattern(random, depth - 1);
      default -> one + randomPattern(random, depth - 1);
    };
  }

  @Test
  void manyDigitsAreOnePattern() {
    assertEquals(251, Grammars.digits(250).states());
    assertTrue(Grammars.digits(0, 250).accepts("7".repeat(250)));
  }

  @Test
  void datesAreThoseOfTheCalendarInAnyLeapYear() {
    Automaton dates = Grammars.date();
    for (int day = 0; day <= 32; day++) {
      for (int month = 0; month <= 13; month++) {
        boolean exists;
        try {
          LocalDate.of(2024, month, day);
          exists = true;
        } catch (DateTimeException e) {
          exists = false;
        }
        String digits = "%02d-%02d-2024".formatted(day, month);
        assertEquals(exists, dates.accepts(digits), digits);
        assertEquals(exists, dates.accepts(digits.replace('-', '.')), digits);
        assertEquals(exists, dates.accepts(digits.replace("-", "")), digits);
      }
    }
    assertTrue(dates.accepts("31/12/99"));
    assertFalse(dates.accepts("31/12-99"));
    assertFalse(dates.accepts("31/12/1"));
    assertTrue(dates.accepts("1.2.26"));
  }

  @Test
  void amountsHaveTheirMarksInTheirPlaces() {
    Automaton amounts = Grammars.amount();
    for (String good :
        new String[] {
          "0",
          "7",
          "1234",
          "1,234",
          "1.234,56",
          "12,345,678.90",
          "0.50",
          "12,50",
          "1.5",
          "36.6",
          "-264.27",
          "(1234.56)",
          "(1.234,5)",
          "12,5",
          "45.-",
          "45,--",
          "1,2345"
        }) {
      assertTrue(amounts.accepts(good), good);
    }
    for (String bad :
        new String[] {
          "",
          "01",
          "1,23,456",
          "1,234,56",
          "1.234.56",
          ",50",
          "1,23456",
          "(5",
          "5)",
          "-(5)",
          "--5",
          "()",
          "5-"
        }) {
      assertFalse(amounts.accepts(bad), bad);
    }
  }

  @Test
  void anAmountWithKnownMarksIsOneNumber() {
    Automaton comma = Grammars.amount(Grammars.AmountMarks.DECIMAL_COMMA);
    Automaton point = Grammars.amount(Grammars.AmountMarks.DECIMAL_POINT);
    assertTrue(comma.accepts("1.234,56") && !comma.accepts("1,234.56"));
    assertTrue(point.accepts("1,234.56") && !point.accepts("1.234,56"));
    assertTrue(comma.accepts("1.234") && comma.accepts("0,5") && !comma.accepts("0.5"));
    assertTrue(point.accepts("1.234") && point.accepts("0.5") && !point.accepts("0,5"));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY_MONTH_YEAR, 1.2.2026, true",
    "DAY_MONTH_YEAR, 04/25/2026, false",
    "MONTH_DAY_YEAR, 04/25/2026, true",
    "MONTH_DAY_YEAR, 4-5-26, true",
    "MONTH_DAY_YEAR, 25/04/2026, false",
    "YEAR_MONTH_DAY, 1998-12-24, true",
    "YEAR_MONTH_DAY, 19981224, true",
    "YEAR_MONTH_DAY, 1998-12-32, false",
    "YEAR_MONTH_DAY, 98/2/30, false",
    "DAY_MONTH_YEAR, 1226, false"
  })
  void datesHaveAnOrder(Grammars.DateOrder order, String text, boolean accepted) {
    assertEquals(accepted, Grammars.date(order).accepts(text));
  }

  @Test
  void remaindersBy97AreCheckDigits() {
    // GB82 WEST 1234 5698 7654 32, letters as numbers and the first four characters behind.
    assertTrue(Grammars.mod97().accepts("3214282912345698765432161182"));
    assertFalse(Grammars.mod97().accepts("3214282912345698765423161182"));
  }

  @ParameterizedTest
  @CsvSource({
    "4006381333931, true",
    "73513537, true",
    "036000291452, true",
    "9783161484100, true",
    "15400141288763, true",
    "4006381333930, false",
    "4006381339331, false",
    "0000000000, false",
    "000000000000000, false"
  })
  void articleNumbersHaveTheirLengthsAndCheckDigits(String text, boolean accepted) {
    assertEquals(accepted, Grammars.ean().accepts(text));
  }

  @Test
  void aGrammarOfOnesOwnIsMadeOfStates() {
    Automaton nines =
        Automaton.of(
            0,
            "0123456789".codePoints().toArray(),
            (sum, symbol) -> Optional.of((sum + symbol - '0') % 9),
            sum -> sum == 0);
    assertEquals(9, nines.states());
    assertTrue(nines.accepts("729") && !nines.accepts("728") && !nines.accepts("7a2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"\\d?{52}; 53", "(\\d?){52}; 53", "(\\d|){2,52}; 53", "(a|b?){40}; 41"})
  void whatMayBeLeftOutEachTimeCostsWhatARangeDoes(String pattern, int states) {
    Automaton automaton = Grammars.pattern(pattern);
    assertEquals(states, automaton.states());
    assertTrue(automaton.accepts(""));
  }

  @Test
  void luhnAcceptsOneCheckDigitOfTen() {
    Automaton luhn = Grammars.luhn();
    assertTrue(luhn.accepts("79927398713"));
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      String text = Long.toString(random.nextLong() >>> 1 + random.nextInt(50));
      assertEquals(sum(text) % 10 == 0, luhn.accepts(text), text);
    }
  }

  /** The sum by the letter, from the right. */
  private static int sum(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(text.length() - 1 - i) - '0';
      int doubled = 2 * digit;
      sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
    }
    return sum;
  }

  @Test
  void bothAcceptWhatEachAccepts() {
    Automaton both = Grammars.luhn().and(Grammars.digits(11));
    assertTrue(both.accepts("79927398713"));
    assertFalse(both.accepts("79927398710"));
    assertFalse(both.accepts("18"));
  }
}
