package io.github.lenetcl.cli;

import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.graph.Grammars.AmountMarks;
import io.github.lenetcl.reading.graph.Grammars.DateOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Grammars as users name them. */
final class Patterns {

  private static final Map<String, Supplier<Automaton>> NAMED = named();

  private Patterns() {}

  private static Map<String, Supplier<Automaton>> named() {
    Map<String, Supplier<Automaton>> named = new LinkedHashMap<>();
    named.put("amount", Grammars::amount);
    named.put("amount:de", () -> Grammars.amount(AmountMarks.DECIMAL_COMMA));
    named.put("amount:en", () -> Grammars.amount(AmountMarks.DECIMAL_POINT));
    named.put("date", Grammars::date);
    named.put("date:dmy", () -> Grammars.date(DateOrder.DAY_MONTH_YEAR));
    named.put("date:mdy", () -> Grammars.date(DateOrder.MONTH_DAY_YEAR));
    named.put("date:ymd", () -> Grammars.date(DateOrder.YEAR_MONTH_DAY));
    named.put("luhn", Grammars::luhn);
    named.put("mod97", Grammars::mod97);
    named.put("ean", Grammars::ean);
    return named;
  }

  /**
   * Returns the grammar of a name or a pattern.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Automaton named(String text) {
    Supplier<Automaton> known = NAMED.get(text);
    return known == null ? Grammars.pattern(text) : known.get();
  }

  /** Returns what to say besides of a pattern with characters that nothing sees: the names. */
  static String hint(String text) {
    return NAMED.containsKey(text)
        ? "; method graph sees marks"
        : "; '" + text + "' is none of the names " + String.join(", ", NAMED.keySet());
  }
}
