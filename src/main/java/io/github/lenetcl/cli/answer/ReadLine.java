package io.github.lenetcl.cli.answer;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.segmentation.PageRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of a picture, or why there is none.
 *
 * @param image what the user calls the picture's file
 * @param page which page of a file of many it is, from 1
 * @param row which row of a page it is, from 1; nothing where the picture is one line
 * @param line its ink, and where it is in the picture
 * @param unread why it has no ink: a word for people
 * @param failure why the picture cannot be opened
 */
record ReadLine(
    String image,
    Optional<Integer> page,
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
    return open(image.toString(), image, single, true);
  }

  /**
   * Opens a picture, or all pages of a TIFF.
   *
   * @param name what the user calls it
   * @param file its file
   * @param single whether a page is one line, whatever it looks like
   * @param upright whether it is turned as the camera was held
   */
  static List<ReadLine> open(String name, Path file, boolean single, boolean upright) {
    List<List<ReadLine>> pages = new ArrayList<>();
    Optional<Exception> failure = Optional.empty();
    try {
      Pictures.readAll(file, upright, (page, picture) -> pages.add(lines(name, picture, single)));
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(named(e, file, name));
    }
    List<ReadLine> lines = new ArrayList<>();
    for (int page = 0; page < pages.size(); page++) {
      Optional<Integer> number = pages.size() > 1 ? Optional.of(page + 1) : Optional.empty();
      pages.get(page).forEach(line -> lines.add(line.onPage(number)));
    }
    failure.ifPresent(reason -> lines.add(failed(name, reason)));
    return lines;
  }

  /** A failure told by the name that the user knows the file by. */
  private static Exception named(Exception failure, Path file, String name) {
    String told = String.valueOf(failure.getMessage());
    return failure instanceof BadInputException && !name.equals(file.toString())
        ? new BadInputException(told.replace(file.toString(), name), failure)
        : failure;
  }

  /** A picture that cannot be opened. */
  static ReadLine failed(String name, Exception reason) {
    return new ReadLine(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(reason));
  }

  private static List<ReadLine> lines(String name, BufferedImage picture, boolean single) {
    InkImage ink = InkImage.of(picture).withoutRules();
    if (ink.isBlank()) {
      return List.of(
          new ReadLine(
              name,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(Legibility.of(picture)),
              Optional.empty()));
    }
    List<PageRows.Row> rows = single ? List.of(new PageRows.Row(ink, 0, 0)) : PageRows.of(ink);
    return IntStream.range(0, rows.size()).mapToObj(i -> of(name, rows, i)).toList();
  }

  private static ReadLine of(String name, List<PageRows.Row> rows, int index) {
    return new ReadLine(
        name,
        Optional.empty(),
        rows.size() == 1 ? Optional.empty() : Optional.of(index + 1),
        Optional.of(rows.get(index)),
        Optional.empty(),
        Optional.empty());
  }

  private ReadLine onPage(Optional<Integer> number) {
    return new ReadLine(image, number, row, line, unread, failure);
  }

  /** Returns where in the picture a rectangle of the line is. */
  Extent inPicture(Extent box) {
    return line.orElseThrow().onPage(box);
  }

  /** Returns the file, and the page and the row where there are several. */
  String name() {
    return image
        + page.map(number -> " page " + number).orElse("")
        + row.map(number -> " row " + number).orElse("");
  }
}
