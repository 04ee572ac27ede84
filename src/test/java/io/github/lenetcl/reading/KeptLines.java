package io.github.lenetcl.reading;

import io.github.lenetcl.data.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
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
public record KeptLines(BufferedImage picture, String text) {

  public static List<KeptLines> of(String spacing) throws IOException {
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

  /** The line as light ink on dark paper. */
  public BufferedImage inverted() {
    BufferedImage other =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        other.setRGB(x, y, (255 - picture.getRaster().getSample(x, y, 0)) * 0x010101);
      }
    }
    return other;
  }

  /** The line with more paper on all sides. */
  public BufferedImage withMargins() {
    BufferedImage other = paper(picture.getWidth() + 70, picture.getHeight() + 50);
    other.getRaster().setRect(31, 17, picture.getRaster());
    return other;
  }

  /** The line one and a half times as large, as drawing programs make it. */
  public BufferedImage larger() {
    BufferedImage other =
        paper((3 * picture.getWidth() + 1) / 2, (3 * picture.getHeight() + 1) / 2);
    Graphics2D graphics = other.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, AffineTransform.getScaleInstance(1.5, 1.5), null);
    graphics.dispose();
    return other;
  }

  private static BufferedImage paper(int width, int height) {
    BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = paper.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return paper;
  }

  public static List<KeptLines> all() throws IOException {
    List<KeptLines> lines = new ArrayList<>();
    for (String spacing : List.of("wide", "touching", "overlapping")) {
      lines.addAll(of(spacing));
    }
    return lines;
  }
}
