package io.github.lenetcl.spark;

import io.github.lenetcl.reading.Candidate;
import io.github.lenetcl.reading.Reading;
import io.github.lenetcl.reading.Symbol;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.util.List;
import java.util.Optional;

/**
 * What a line says, or why nothing was read.
 *
 * @param text the text; empty where there is a reason
 * @param confidence how likely it is right, 0 to 1
 * @param seen what the line looks like whatever was asked for
 * @param symbols the characters of the text, each with its box in the picture
 * @param reason why nothing was read
 */
public record LineAnswer(
    Optional<String> text,
    double confidence,
    String seen,
    List<Symbol> symbols,
    Optional<String> reason) {

  static LineAnswer of(Reading reading, PageRows.Row row) {
    Optional<Candidate> best = reading.best();
    Optional<String> reason =
        best.isPresent()
            ? Optional.empty()
            : Optional.of(
                reading.seen().isEmpty() ? "blank" : "not what was asked for: " + reading.seen());
    return new LineAnswer(
        best.map(Candidate::text),
        reading.confidence(),
        reading.seen(),
        best.map(Candidate::symbols).orElse(List.of()).stream()
            .map(symbol -> onPage(symbol, row))
            .toList(),
        reason);
  }

  private static Symbol onPage(Symbol symbol, PageRows.Row row) {
    return new Symbol(symbol.label(), symbol.text(), symbol.penalty(), row.onPage(symbol.box()));
  }

  static LineAnswer unread(String reason) {
    return new LineAnswer(Optional.empty(), 0, "", List.of(), Optional.of(reason));
  }
}
