package io.github.lenetcl.cli.json;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.Candidate;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a program is told of a line of digits. */
public final class ReadingFields {

  private ReadingFields() {}

  /**
   * {@return the fields of a reading by their names}
   *
   * @param reading the reading
   * @param place where in the picture a box of the line is
   */
  public static Map<String, Object> of(Reading reading, UnaryOperator<Extent> place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", reading.best().map(Candidate::text).orElse(null));
    fields.put("confidence", reading.confidence());
    fields.put("fit", reading.fit());
    fields.put("seen", reading.seen());
    fields.put(
        "candidates", reading.candidates().stream().map(each -> candidate(each, place)).toList());
    return fields;
  }

  private static Map<String, Object> candidate(Candidate candidate, UnaryOperator<Extent> place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", candidate.text());
    fields.put("penalty", candidate.penalty());
    fields.put("confidence", candidate.share());
    fields.put("digits", candidate.symbols().stream().map(each -> symbol(each, place)).toList());
    return fields;
  }

  private static Map<String, Object> symbol(Symbol symbol, UnaryOperator<Extent> place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", symbol.text());
    fields.put("penalty", symbol.penalty());
    fields.put("box", place.apply(symbol.box()));
    return fields;
  }
}
