package io.github.lenetcl.experiment;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYSeries;

/** The one legend of several charts with the same curves, for a place outside their data. */
final class Legend {

  private static final int MARGIN = 40;
  private static final int SAMPLE = 110;
  private static final int GAP = 20;

  private Legend() {}

  /**
   * {@return the curves' names and lines, row by row}
   *
   * @param chart a chart that has them
   * @param width pixels of the legend
   * @param columns names beside each other
   * @param letters the size of letters in pixels
   */
  static BufferedImage draw(LineChart chart, int width, int columns, int letters) {
    List<XYSeries> curves = chart.shown();
    int row = 3 * letters / 2;
    int rows = (curves.size() + columns - 1) / columns;
    BufferedImage legend =
        new BufferedImage(width, rows * row + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = legend.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, legend.getHeight());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, letters));
    for (int i = 0; i < curves.size(); i++) {
      int x = MARGIN + i % columns * (width - 2 * MARGIN) / columns;
      int base = MARGIN / 2 + (i / columns + 1) * row - letters / 2;
      graphics.setColor(curves.get(i).getLineColor());
      graphics.setStroke(curves.get(i).getLineStyle());
      graphics.drawLine(x, base - letters / 3, x + SAMPLE, base - letters / 3);
      graphics.setColor(LineChart.INK);
      graphics.drawString(curves.get(i).getName(), x + SAMPLE + GAP, base);
    }
    graphics.dispose();
    return legend;
  }
}
