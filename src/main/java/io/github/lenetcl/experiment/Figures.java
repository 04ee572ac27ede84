package io.github.lenetcl.experiment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/** Puts charts together into one figure. */
final class Figures {

  private Figures() {}

  /** {@return pictures of one width, one below the other} */
  static BufferedImage stack(BufferedImage... pictures) {
    int height = Stream.of(pictures).mapToInt(BufferedImage::getHeight).sum();
    BufferedImage figure =
        new BufferedImage(pictures[0].getWidth(), height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = figure.createGraphics();
    int top = 0;
    for (BufferedImage picture : pictures) {
      graphics.drawImage(picture, 0, top, null);
      top += picture.getHeight();
    }
    graphics.dispose();
    return figure;
  }

  /** {@return charts of one size in a grid, row by row} */
  static BufferedImage grid(int columns, List<BufferedImage> charts) {
    int width = charts.get(0).getWidth();
    int height = charts.get(0).getHeight();
    int rows = (charts.size() + columns - 1) / columns;
    BufferedImage figure =
        new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = figure.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, figure.getWidth(), figure.getHeight());
    for (int i = 0; i < charts.size(); i++) {
      graphics.drawImage(charts.get(i), i % columns * width, i / columns * height, null);
    }
    graphics.dispose();
    return figure;
  }
}
