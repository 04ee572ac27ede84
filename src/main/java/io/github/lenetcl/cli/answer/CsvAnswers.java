package io.github.lenetcl.cli.answer;

import io.github.lenetcl.evaluation.Answer;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers as CSV, a line for each image: short enough for millions. */
final class CsvAnswers implements AnswerOutput {

  private final Writer out;
  private final boolean probabilities;
  private final double threshold;

  /**
   * Writes the heading.
   *
   * @param probabilities whether answers hold probabilities
   * @param threshold answers of less confidence are no digit
   */
  CsvAnswers(Writer out, boolean probabilities, double threshold) throws IOException {
    this.out = out;
    this.probabilities = probabilities;
    this.threshold = threshold;
    out.write(
        "image,index,digit,"
            + (probabilities ? "probability" : "margin,rubbish,confidence")
            + "\n");
  }

  @Override
  public void answer(String file, OptionalInt index, Optional<Answer> answer) throws IOException {
    out.write(quoted(file));
    out.write(',');
    if (index.isPresent()) {
      out.write(Integer.toString(index.getAsInt()));
    }
    if (answer.isEmpty()) {
      out.write(probabilities ? ",,\n" : ",,,,\n");
      return;
    }
    out.write(',');
    if (answer.get().confidence() >= threshold) {
      out.write(quoted(answer.get().name()));
    }
    out.write(',');
    if (probabilities) {
      out.write(Float.toString(answer.get().probabilities().orElseThrow()[answer.get().index()]));
      out.write('\n');
      return;
    }
    out.write(Float.toString(answer.get().margin()));
    out.write(',');
    if (answer.get().rubbish().isPresent()) {
      out.write(Float.toString((float) answer.get().rubbish().getAsDouble()));
    }
    out.write(',');
    out.write(Float.toString((float) answer.get().confidence()));
    out.write('\n');
  }

  /** As RFC 4180 has it. */
  static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void failure(String file, IOException failure) {
    // It is told on the error stream.
  }

  @Override
  public void end() {
    // Nothing follows.
  }
}
