package io.github.lenetcl.experiment;

import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What came of an experiment.
 *
 * @param name the experiment's name, by which the files are called
 * @param csv all numbers, as comma-separated values
 * @param page the findings beside the paper's, in Markdown; it shows the figure
 * @param figure draws the figure
 */
public record Report(String name, String csv, String page, Supplier<BufferedImage> figure) {

  /** Columns of this name tell how long something took, which is never the same twice. */
  static final String SECONDS = "seconds";

  /** {@return this with a line behind the page} */
  Report endingWith(String line) {
    return new Report(name, csv, page + "\n" + line + "\n", figure);
  }

  /** {@return all numbers but the times, which stand in a last column} */
  String csvWithoutTimes() {
    boolean timed = csv.lines().findFirst().orElseThrow().endsWith("," + SECONDS);
    return timed
        ? csv.lines()
            .map(row -> row.substring(0, row.lastIndexOf(',')))
            .collect(Collectors.joining("\n"))
        : csv;
  }

  /**
   * Writes NAME.csv, NAME.md and NAME.png.
   *
   * @param folder where to; it is made if it is not there
   * @return the three files
   * @throws IOException if one cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path numbers = folder.resolve(name + ".csv");
    Path text = folder.resolve(name + ".md");
    Path picture = folder.resolve(name + ".png");
    AtomicFile.write(numbers, out -> write(csv, out));
    AtomicFile.write(text, out -> write(page, out));
    Pictures.writePng(picture, figure.get());
    return List.of(text, picture, numbers);
  }

  private static void write(String content, OutputStream out) throws IOException {
    out.write(content.getBytes(StandardCharsets.UTF_8));
  }
}
