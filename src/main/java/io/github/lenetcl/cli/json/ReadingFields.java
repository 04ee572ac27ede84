package io.github.lenetcl.cli.json;

import io.github.lenetcl.reading.Candidate;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a program is told of a line of digits. */
public final class ReadingFields {

  private ReadingFields() {}

  /**
   * {@return the fields of a reading by their names}
   *
   * @param reading the reading
   */
  public static Map<String, Object> of(Reading reading) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", reading.best().map(Candidate::text).orElse(null));
    fields.put("confidence", reading.confidence());
    fields.put("fit", reading.fit());
    fields.put("seen", reading.seen());
    fields.put("candidates", reading.candidates().stream().map(ReadingFields::candidate).toList());
    return fields;
  }

  private static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", candidate.text());
    fields.put("penalty", candidate.penalty());
    fields.put("confidence", candidate.share());
    fields.put("digits", candidate.symbols().stream().map(ReadingFields::symbol).toList());
    return fields;
  }

  private static Map<String, Object> symbol(Symbol symbol) {
    return Map.of("text", symbol.text(), "penalty", symbol.penalty(), "box", symbol.box());
  }
}
