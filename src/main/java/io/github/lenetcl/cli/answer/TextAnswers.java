package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.evaluation.Answer;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Answers for people: the digit and its margin, or its probability, and those of all classes below.
 */
final class TextAnswers implements AnswerOutput {

  private final Writer out;
  private final List<String> classes;
  private final double threshold;

  /**
   * Prepares nothing.
   *
   * @param threshold answers of less confidence are no digit
   */
  TextAnswers(Writer out, List<String> classes, double threshold) {
    this.out = out;
    this.classes = classes;
    this.threshold = threshold;
  }

  @Override
  public void answer(String file, OptionalInt index, Optional<Answer> answer) throws IOException {
    out.write(EscapingWriter.escaped(file));
    if (index.isPresent()) {
      out.write("[" + index.getAsInt() + "]");
    }
    out.write(answer.map(this::lines).orElse(": blank\n"));
  }

  private String lines(Answer answer) {
    Optional<float[]> probabilities = answer.probabilities();
    return probabilities.isPresent()
        ? lines(answer, "probability %.4f", "probabilities", "%.4f", probabilities.get())
        : lines(answer, "margin %.1f", "penalties", "%.1f", answer.penalties());
  }

  private String lines(Answer answer, String first, String what, String form, float[] values) {
    boolean penalties = answer.probabilities().isEmpty();
    float figure = penalties ? answer.margin() : values[answer.index()];
    StringBuilder lines = new StringBuilder(": ");
    double rubbish = answer.rubbish().orElse(0);
    if (rubbish >= 0.5) {
      lines.append(String.format(Locale.ROOT, "no digit (rubbish %.2f), nearest ", rubbish));
    } else if (answer.confidence() < threshold) {
      lines.append("rejected, nearest ");
    }
    lines.append(EscapingWriter.escaped(answer.name())).append(", ");
    if (penalties) {
      lines.append(String.format(Locale.ROOT, "confidence %.3f, ", answer.confidence()));
    }
    lines.append(String.format(Locale.ROOT, first, figure)).append("\n  ").append(what);
    for (int i = 0; i < values.length; i++) {
      lines.append("  ").append(EscapingWriter.escaped(classes.get(i))).append(": ");
      lines.append(String.format(Locale.ROOT, form, values[i]));
    }
    return lines.append('\n').toString();
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
