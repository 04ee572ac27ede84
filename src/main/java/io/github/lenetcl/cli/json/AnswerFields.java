package io.github.lenetcl.cli.json;

import io.github.lenetcl.evaluation.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a program is told of an image of one digit. */
public final class AnswerFields {

  private AnswerFields() {}

  /**
   * {@return the fields of an answer by their names}
   *
   * @param answer the answer; nothing if the image is blank
   * @param classes the names of the classes
   * @param threshold the confidence below which an answer is rejected: its name is no digit
   */
  public static Map<String, Object> of(
      Optional<Answer> answer, List<String> classes, double threshold) {
    Map<String, Object> fields = new LinkedHashMap<>();
    boolean rejected = answer.isPresent() && answer.get().confidence() < threshold;
    fields.put("digit", rejected ? null : answer.map(Answer::name).orElse(null));
    if (rejected) {
      fields.put("rejected", answer.get().name());
    }
    if (answer.isEmpty()) {
      fields.put("blank", true);
    }
    answer.ifPresent(given -> add(fields, given, classes));
    return fields;
  }

  private static void add(Map<String, Object> fields, Answer answer, List<String> classes) {
    fields.put("confidence", answer.confidence());
    Optional<float[]> probabilities = answer.probabilities();
    if (probabilities.isPresent()) {
      fields.put("probability", probabilities.get()[answer.index()]);
      fields.put("probabilities", byClass(probabilities.get(), classes));
      return;
    }
    fields.put("margin", answer.margin());
    answer.rubbish().ifPresent(rubbish -> fields.put("rubbish", rubbish));
    fields.put("penalties", byClass(answer.penalties(), classes));
  }

  private static Map<String, Float> byClass(float[] values, List<String> classes) {
    Map<String, Float> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put(classes.get(i), values[i]);
    }
    return map;
  }
}
