package io.github.lenetcl.spark.archive;

import io.github.lenetcl.spark.RecogniserSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of an archive.
 *
 * @param inputs files, folders, or patterns of either
 * @param output the folder for the tables
 * @param form the form of the input; that of the first file where none is given
 * @param column the column of Parquet files that has the pictures
 * @param keep columns of Parquet files that go on into the tables
 * @param task what pictures are
 * @param pattern what a line may say
 * @param model the name or path of the model
 * @param least the least confidence of an answer
 * @param wave about how many pictures are committed together
 */
record ArchiveSettings(
    List<String> inputs,
    String output,
    Optional<InputForm> form,
    String column,
    List<String> keep,
    Task task,
    Optional<String> pattern,
    Optional<String> model,
    double least,
    long wave) {

  ArchiveSettings {
    inputs = List.copyOf(inputs);
    keep = List.copyOf(keep);
  }

  /**
   * {@return what all parts of a table must have in common, by name}
   *
   * @param models the models
   */
  Map<String, String> described(RecogniserSettings models) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("task", task.toString());
    described.put("pattern", pattern.orElse("any"));
    if (task.reads()) {
      described.put("model", models.lines().digest());
      described.put("looks", Integer.toString(models.looks()));
    } else {
      described.put("model of pictures", models.pictures().digest());
      described.put("model of images", models.images().digest());
    }
    described.put("reject", Double.toString(least));
    described.put("column", column);
    described.put("keep", String.join(",", keep));
    return described;
  }
}
