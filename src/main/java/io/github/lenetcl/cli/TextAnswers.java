package io.github.lenetcl.cli;

import io.github.lenetcl.evaluation.Answer;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers for people: the digit and its margin, and all penalties below. */
final class TextAnswers implements AnswerOutput {

  private final Writer out;
  private final List<String> classes;

  TextAnswers(Writer out, List<String> classes) {
    this.out = out;
    this.classes = classes;
  }

  @Override
  public void answer(String file, OptionalInt index, Optional<Answer> answer) throws IOException {
    out.write(file);
    if (index.isPresent()) {
      out.write("[" + index.getAsInt() + "]");
    }
    out.write(answer.map(this::lines).orElse(": no digit\n"));
  }

  private String lines(Answer answer) {
    StringBuilder lines = new StringBuilder();
    lines.append(
        String.format(
            Locale.ROOT, ": %s, margin %.1f\n  penalties", answer.name(), answer.margin()));
    float[] penalties = answer.penalties();
    for (int i = 0; i < penalties.length; i++) {
      lines.append(String.format(Locale.ROOT, "  %s: %.1f", classes.get(i), penalties[i]));
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
