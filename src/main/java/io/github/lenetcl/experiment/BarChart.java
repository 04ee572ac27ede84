package io.github.lenetcl.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars in pairs, each with its value behind it. Drawn by hand: a charting library sets
 * long names aslant.
 */
final class BarChart {

  private static final int WIDTH = LineChart.WIDTH;
  private static final int MARGIN = 30;
  private static final int BAR = 34;
  private static final int GAP = 30;
  private static final int LEGEND = 80;
  private static final int AXIS = 60;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 28);
  private static final Color INK = new Color(0x222222);
  private static final Color FIRST = new Color(0xB8BCC2);
  private static final Color SECOND = new Color(0x0072B2);

  private record Pair(String name, double first, double second) {}

  private final String axis;
  private final String first;
  private final String second;
  private final List<Pair> pairs = new ArrayList<>();

  /** A chart of two values for each name. */
  BarChart(String axis, String first, String second) {
    this.axis = axis;
    this.first = first;
    this.second = second;
  }

  BarChart bars(String name, double firstValue, double secondValue) {
    pairs.add(new Pair(name, firstValue, secondValue));
    return this;
  }

  BufferedImage draw() {
    int pitch = 2 * BAR + GAP;
    int height = 2 * MARGIN + LEGEND + pairs.size() * pitch + AXIS;
    BufferedImage chart = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = chart.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, height);
    graphics.setFont(FONT);

    int left = MARGIN;
    double most = 0;
    for (Pair pair : pairs) {
      left = Math.max(left, MARGIN + graphics.getFontMetrics().stringWidth(pair.name()) + 24);
      most = Math.max(most, Math.max(pair.first(), pair.second()));
    }
    double scale = (WIDTH - left - MARGIN - 120) / most;
    int top = MARGIN + LEGEND;
    legend(graphics, left);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      int y = top + i * pitch;
      graphics.setColor(INK);
      int name = graphics.getFontMetrics().stringWidth(pair.name());
      graphics.drawString(pair.name(), left - 20 - name, y + BAR + 10);
      bar(graphics, left, y, scale, pair.first(), FIRST);
      bar(graphics, left, y + BAR, scale, pair.second(), SECOND);
    }
    graphics.setColor(INK);
    graphics.setStroke(new BasicStroke(2));
    graphics.drawLine(left, top - GAP / 2, left, top + pairs.size() * pitch - GAP / 2);
    graphics.drawString(axis, left, height - MARGIN);
    graphics.dispose();
    return chart;
  }

  private void legend(Graphics2D graphics, int left) {
    int x = left;
    for (String name : List.of(first, second)) {
      graphics.setColor(name.equals(first) ? FIRST : SECOND);
      graphics.fillRect(x, MARGIN + 6, 44, 24);
      graphics.setColor(INK);
      graphics.drawString(name, x + 56, MARGIN + 28);
      x += 56 + graphics.getFontMetrics().stringWidth(name) + 60;
    }
  }

  private static void bar(
      Graphics2D graphics, int x, int y, double scale, double value, Color color) {
    int length = (int) Math.round(scale * value);
    graphics.setColor(color);
    graphics.fillRect(x, y, length, BAR - 2);
    graphics.setColor(INK);
    graphics.drawString(Format.of("%.2f", value), x + length + 12, y + BAR - 7);
  }
}
