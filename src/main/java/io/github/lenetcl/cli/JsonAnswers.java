package io.github.lenetcl.cli;

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
    boolean rejected = answer.isPresent() && answer.get().confidence() < threshold;
    fields.put("digit", rejected ? null : answer.map(Answer::name).orElse(null));
    if (rejected) {
      fields.put("rejected", answer.get().name());
    }
    if (answer.isEmpty()) {
      fields.put("blank", true);
    } else {
      fields.put("confidence", answer.get().confidence());
      Optional<float[]> probabilities = answer.get().probabilities();
      if (probabilities.isPresent()) {
        fields.put("probability", probabilities.get()[answer.get().index()]);
        fields.put("probabilities", byClass(probabilities.get()));
      } else {
        fields.put("margin", answer.get().margin());
        answer.get().rubbish().ifPresent(rubbish -> fields.put("rubbish", rubbish));
        fields.put("penalties", byClass(answer.get().penalties()));
      }
    }
    write(fields);
  }

  private Map<String, Float> byClass(float[] values) {
    Map<String, Float> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put(classes.get(i), values[i]);
    }
    return map;
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
