package io.github.lenetcl.cli;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of a picture, or why there is none.
 *
 * @param image the picture's file
 * @param row which row of a page it is, from 1; nothing where the picture is one line
 * @param line its ink, and where it is in the picture
 * @param unread why it has no ink: a word for people
 * @param failure why the picture cannot be opened
 */
record ReadLine(
    Path image,
    Optional<Integer> row,
    Optional<PageRows.Row> line,
    Optional<String> unread,
    Optional<Exception> failure) {

  /**
   * Opens a picture.
   *
   * @param image its file
   * @param single whether it is one line, whatever it looks like
   */
  static List<ReadLine> open(Path image, boolean single) {
    try {
      BufferedImage picture = Pictures.read(image);
      InkImage ink = InkImage.of(picture).withoutRules();
      if (ink.isBlank()) {
        return List.of(
            new ReadLine(
                image,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Legibility.of(picture)),
                Optional.empty()));
      }
      List<PageRows.Row> rows = single ? List.of(new PageRows.Row(ink, 0, 0)) : PageRows.of(ink);
      return IntStream.range(0, rows.size()).mapToObj(i -> of(image, rows, i)).toList();
    } catch (IOException | RuntimeException e) {
      return List.of(
          new ReadLine(
              image, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(e)));
    }
  }

  private static ReadLine of(Path image, List<PageRows.Row> rows, int index) {
    return new ReadLine(
        image,
        rows.size() == 1 ? Optional.empty() : Optional.of(index + 1),
        Optional.of(rows.get(index)),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns where in the picture a rectangle of the line is. */
  Extent inPicture(Extent box) {
    return line.orElseThrow().onPage(box);
  }

  /** Returns the file, and the row where there are several. */
  String name() {
    return row.map(number -> image + " row " + number).orElse(image.toString());
  }
}
