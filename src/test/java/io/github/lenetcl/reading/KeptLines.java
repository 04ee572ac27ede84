package io.github.lenetcl.reading;

import io.github.lenetcl.data.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that are kept in test-data/lines, composed of the embedded digits.
 *
 * @param picture the line
 * @param text what it says
 */
record KeptLines(BufferedImage picture, String text) {

  static List<KeptLines> of(String spacing) throws IOException {
    Path folder = Path.of("test-data", "lines", spacing);
    List<KeptLines> lines = new ArrayList<>();
    for (String row : Files.readAllLines(folder.resolve("labels.csv"))) {
      String[] cells = row.split(",");
      if (!cells[0].equals("file")) {
        lines.add(new KeptLines(Pictures.read(folder.resolve(cells[0])), cells[1]));
      }
    }
    return lines;
  }

  static List<KeptLines> all() throws IOException {
    List<KeptLines> lines = new ArrayList<>();
    for (String spacing : List.of("wide", "touching", "overlapping")) {
      lines.addAll(of(spacing));
    }
    return lines;
  }
}
