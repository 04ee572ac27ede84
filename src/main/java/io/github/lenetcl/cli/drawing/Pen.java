package io.github.lenetcl.cli.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;

/** Draws text, grids of values, bars and wires in the one style of all pictures. */
final class Pen implements AutoCloseable {

  static final Color TEXT = new Color(0x22222A);
  static final Color FAINT = new Color(0x77757A);
  static final Color ACCENT = new Color(0xD9822B);
  static final Color QUIET = new Color(0xC3CAD3);

  private static final Color PAPER = new Color(0xFDFCFA);
  private static final Color FRAME = new Color(0xB9B6B0);
  private static final Color WIRE = new Color(0x50, 0x50, 0x60, 0x48);

  private final Graphics2D graphics;

  Pen(BufferedImage picture) {
    graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
  }

  /** How text is set. */
  enum Style {
    TITLE(Font.BOLD, 26, TEXT),
    HEADING(Font.BOLD, 17, TEXT),
    BODY(Font.PLAIN, 14, TEXT),
    STRONG(Font.BOLD, 14, TEXT),
    NOTE(Font.PLAIN, 12, FAINT),
    TINY(Font.PLAIN, 10, FAINT);

    private final Font font;
    private final Color color;

    Style(int weight, int size, Color color) {
      this.font = new Font(Font.SANS_SERIF, weight, size);
      this.color = color;
    }
  }

  /** Sets text with its left end and its base line at a point. */
  void text(String text, int x, int y, Style style) {
    graphics.setFont(style.font);
    graphics.setColor(style.color);
    graphics.drawString(text, x, y);
  }

  /** Sets text with the middle of its base line at a point. */
  void centered(String text, int x, int y, Style style) {
    text(text, x - graphics.getFontMetrics(style.font).stringWidth(text) / 2, y, style);
  }

  /** Draws values as squares, row by row, in a thin frame unless the squares are tiny. */
  void grid(
      float[] values, int from, int rows, int columns, int x, int y, int cell, ColorScale scale) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        graphics.setColor(scale.of(values[from + row * columns + column]));
        graphics.fillRect(x + column * cell, y + row * cell, cell, cell);
      }
    }
    if (cell > 2) {
      frame(x, y, columns * cell, rows * cell);
    }
  }

  /** Draws a picture scaled to a size, in a thin frame. */
  void picture(Image picture, int x, int y, int width, int height) {
    graphics.drawImage(picture, x, y, width, height, null);
    frame(x, y, width, height);
  }

  /** Draws a scale with its ends and its middle. */
  void legend(ColorScale scale, double bound, int x, int y) {
    int width = 200;
    for (int i = 0; i < width; i++) {
      graphics.setColor(scale.of(bound * (2.0 * i / width - 1)));
      graphics.fillRect(x + i, y, 1, 12);
    }
    frame(x, y, width, 12);
    centered("%.1f".formatted(-bound), x, y + 28, Style.NOTE);
    centered("0", x + width / 2, y + 28, Style.NOTE);
    centered("%.1f".formatted(bound), x + width, y + 28, Style.NOTE);
  }

  /** Fills a rectangle. */
  void bar(int x, int y, int width, int height, Color color) {
    graphics.setColor(color);
    graphics.fillRoundRect(x, y, width, height, 4, 4);
  }

  /** Draws a thin frame around a rectangle. */
  void frame(int x, int y, int width, int height) {
    graphics.setStroke(new BasicStroke(1));
    graphics.setColor(FRAME);
    graphics.drawRect(x - 1, y - 1, width + 1, height + 1);
  }

  /** Draws a thick frame in the accent colour around a rectangle. */
  void mark(int x, int y, int width, int height) {
    graphics.setStroke(new BasicStroke(3));
    graphics.setColor(ACCENT);
    graphics.drawRoundRect(x - 4, y - 4, width + 7, height + 7, 6, 6);
  }

  /** Draws a connection. */
  void wire(int fromX, int fromY, int toX, int toY) {
    int bend = (toX - fromX) / 2;
    graphics.setStroke(new BasicStroke(1.1f));
    graphics.setColor(WIRE);
    graphics.draw(
        new CubicCurve2D.Float(fromX, fromY, fromX + bend, fromY, toX - bend, toY, toX, toY));
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
