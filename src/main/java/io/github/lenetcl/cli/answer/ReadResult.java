package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.reading.Reading;
import java.util.Optional;

/**
 * What was read in a line of a picture.
 *
 * @param line the line, or why there is none
 * @param reading what was read
 * @param threshold the least confidence that is enough
 */
record ReadResult(ReadLine line, Reading reading, double threshold) {

  /** Returns why there is no number, if there is none: a word or a few. */
  Optional<String> unread() {
    if (line.failure().isPresent()) {
      return line.failure().map(Failures::message);
    }
    if (reading.best().isPresent()) {
      return Optional.empty();
    }
    if (line.unread().isPresent()) {
      return line.unread();
    }
    if (reading.confidence() > 0) {
      return Optional.of("below --reject");
    }
    return Optional.of(reading.seen().isEmpty() ? "blank" : "it does not fit the pattern");
  }
}
