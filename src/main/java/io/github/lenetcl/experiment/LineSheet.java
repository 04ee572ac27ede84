package io.github.lenetcl.experiment;

import io.github.lenetcl.reading.compose.ComposedLine;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** A sheet of misread lines, a column for each kind, with "text -> answer" below each. */
final class LineSheet {

  private static final int SCALE = 4;
  private static final int LINE_HEIGHT = 36 * SCALE;
  private static final int CAPTION = 46;
  private static final int GAP = 16;
  private static final int MARGIN = 40;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 38);
  private static final Color INK = new Color(0x222222);

  /**
   * A misread line.
   *
   * @param line the line
   * @param answer what was read
   */
  record Misread(ComposedLine line, String answer) {}

  private LineSheet() {}

  /**
   * {@return a sheet}
   *
   * @param kinds the lines of each kind
   * @param width pixels of the sheet
   */
  static BufferedImage draw(List<List<Misread>> kinds, int width) {
    int rows = Math.max(1, kinds.stream().mapToInt(List::size).max().orElse(1));
    int cell = LINE_HEIGHT + CAPTION + GAP;
    BufferedImage sheet =
        new BufferedImage(width, 2 * MARGIN + rows * cell, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setColor(INK);
    graphics.setFont(FONT);
    int column = (width - 2 * MARGIN) / kinds.size();
    for (int kind = 0; kind < kinds.size(); kind++) {
      for (int row = 0; row < kinds.get(kind).size(); row++) {
        draw(graphics, kinds.get(kind).get(row), MARGIN + kind * column, MARGIN + row * cell);
      }
    }
    graphics.dispose();
    return sheet;
  }

  private static void draw(Graphics2D graphics, Misread misread, int x, int y) {
    BufferedImage picture = misread.line.picture();
    int height = LINE_HEIGHT;
    int width = picture.getWidth() * height / picture.getHeight();
    graphics.drawImage(picture, x, y, width, height, null);
    String answer = misread.answer.isEmpty() ? "not read" : misread.answer;
    graphics.drawString(misread.line.text() + " -> " + answer, x, y + height + CAPTION - 10);
  }
}
