package io.github.lenetcl.cli.answer;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.evaluation.Evaluation;
import io.github.lenetcl.evaluation.Evaluation.Mistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Misread images and lines as CSV, one a line. */
final class MistakeList {

  private MistakeList() {}

  /**
   * Writes the misread images of a set.
   *
   * @param target the file
   * @param source what the user named, where images have no files of their own
   * @param images the images, which tell their files
   * @param evaluation what was misread
   */
  static void write(Path target, String source, ImageStream images, Evaluation evaluation)
      throws IOException {
    StringBuilder text = new StringBuilder("image,index,class,answer,margin\n");
    for (Mistake mistake : evaluation.mistakes()) {
      Optional<String> file = images.name(mistake.index());
      row(
          text,
          file.orElse(source),
          file.isPresent() ? "" : Integer.toString(mistake.index()),
          evaluation.classes().get(mistake.label()),
          evaluation.classes().get(mistake.answer()),
          Float.toString(mistake.margin()));
    }
    write(target, text);
  }

  /**
   * Writes the misread lines, those first of which the reader was surest.
   *
   * @param target the file
   * @param score how lines were read
   */
  static void write(Path target, LineScore score) throws IOException {
    StringBuilder text = new StringBuilder("image,text,number,confidence\n");
    for (int i : score.misread()) {
      ReadResult line = score.lines().get(i);
      row(
          text,
          line.line().image(),
          score.texts().get(i),
          line.reading().text(),
          Float.toString((float) line.reading().confidence()));
    }
    write(target, text);
  }

  private static void row(StringBuilder text, String... fields) {
    text.append(String.join(",", List.of(fields).stream().map(CsvAnswers::quoted).toList()));
    text.append('\n');
  }

  private static void write(Path target, StringBuilder text) throws IOException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(target, out -> out.write(bytes));
  }
}
