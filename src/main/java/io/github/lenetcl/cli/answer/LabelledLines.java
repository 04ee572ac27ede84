package io.github.lenetcl.cli.answer;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.FileNames;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.TextFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures of lines of which it is known what they say.
 *
 * @param files the pictures
 * @param texts what each of them says
 */
record LabelledLines(List<Path> files, List<String> texts) {

  private static final String LIST = "labels.csv";

  /** A picture that is named by its number, such as 4711.png or 4711-2.png for another of it. */
  private static final String NUMBERED = "(\\d+)([-_].*)?\\.[^.]+";

  /**
   * Finds the lines of a folder: those of a list {@code labels.csv} of files and texts such as
   * {@code lenet compose} writes, or pictures named by their numbers. Where all of these have one
   * digit, they are a data set of digits like others.
   *
   * @param source a folder, or something else
   * @return the lines, or nothing where it is no such folder
   * @throws IOException if the list is of another form
   */
  static Optional<LabelledLines> of(String source) throws IOException {
    if (DataSets.isWord(source) || !new File(source).isDirectory()) {
      return Optional.empty();
    }
    Path folder = Path.of(source);
    List<Path> pictures = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (Pictures.isPicture(file)) {
          pictures.add(file);
        }
      }
    }
    Path list = folder.resolve(LIST);
    if (Files.exists(list) && !pictures.isEmpty()) {
      return Optional.of(listed(list));
    }
    List<Path> files = pictures.stream().filter(file -> name(file).matches(NUMBERED)).toList();
    List<String> texts = files.stream().map(f -> name(f).replaceFirst(NUMBERED, "$1")).toList();
    return texts.stream().anyMatch(text -> text.length() > 1)
        ? Optional.of(new LabelledLines(files, texts))
        : Optional.empty();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static LabelledLines listed(Path list) throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<String> lines = TextFile.lines(list, "a line for each picture: file,text");
    if (lines.isEmpty() || !lines.get(0).strip().equals("file,text")) {
      throw new BadInputException(
          "%s: line 1 is '%s', wanted file,text"
              .formatted(list, lines.isEmpty() ? "" : lines.get(0)));
    }
    for (int i = 1; i < lines.size(); i++) {
      int comma = lines.get(i).indexOf(',');
      if (comma < 1) {
        throw new BadInputException(
            "%s: line %d is '%s', wanted a file, a comma and what it says"
                .formatted(list, i + 1, lines.get(i)));
      }
      files.add(list.resolveSibling(FileNames.path(lines.get(i).substring(0, comma))));
      String text = lines.get(i).substring(comma + 1).strip();
      // A text with a comma is quoted, as CSV has it.
      texts.add(text.replaceFirst("^\"(.*)\"$", "$1").replace("\"\"", "\""));
    }
    return new LabelledLines(files, texts);
  }
}
