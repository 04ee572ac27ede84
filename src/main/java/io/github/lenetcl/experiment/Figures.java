package io.github.lenetcl.experiment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Puts charts together into one figure. */
final class Figures {

  private Figures() {}

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
