package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.json.AnswerFields;
import io.github.lenetcl.cli.json.JsonOutput;
import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.evaluation.Answer;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers as one JSON list with a line for each image. */
final class JsonAnswers implements AnswerOutput {

  private final Writer out;
  private final List<String> classes;
  private final double threshold;
  private String before = "[\n";

  /**
   * Prepares the list.
   *
   * @param threshold answers of less confidence are no digit
   */
  JsonAnswers(Writer out, List<String> classes, double threshold) {
    this.out = out;
    this.classes = classes;
    this.threshold = threshold;
  }

  @Override
  public void answer(String file, OptionalInt index, Optional<Answer> answer) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("image", file);
    index.ifPresent(which -> fields.put("index", which));
    fields.putAll(AnswerFields.of(answer, classes, threshold));
    write(fields);
  }

  @Override
  public void failure(String file, IOException failure) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("image", file);
    fields.put("error", Failures.message(failure));
    write(fields);
  }

  private void write(Map<String, Object> fields) throws IOException {
    out.write(before);
    JsonOutput.line(out, fields);
    before = ",\n";
  }

  @Override
  public void end() throws IOException {
    out.write(before.equals("[\n") ? "[]\n" : "\n]\n");
  }
}
