package io.github.lenetcl.cli.answer;

import io.github.lenetcl.reading.segmentation.PageRows;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Draws misread lines below each other, each with what it says and what was read. */
final class LineMistakes {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 80;
  private static final int CAPTION = 24;
  private static final int MARGIN = 16;

  private LineMistakes() {}

  /** Draws the worst of a score. */
  static BufferedImage draw(LineScore score) {
    List<Integer> worst = score.worst();
    int cell = HEIGHT + CAPTION + MARGIN;
    BufferedImage sheet =
        new BufferedImage(
            WIDTH, Math.max(1, worst.size()) * cell + MARGIN, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    for (int i = 0; i < worst.size(); i++) {
      ReadResult result = score.lines().get(worst.get(i));
      int top = MARGIN + i * cell;
      result.line().line().ifPresent(line -> draw(line, top, pen));
      String caption =
          String.format(
              Locale.ROOT,
              "%s -> %s, confidence %.3f",
              score.texts().get(worst.get(i)),
              result.unread().orElse(result.reading().text()),
              result.reading().confidence());
      pen.drawString(caption, MARGIN, top + HEIGHT + CAPTION - 6);
    }
    pen.dispose();
    return sheet;
  }

  private static void draw(PageRows.Row row, int top, Graphics2D pen) {
    int width = row.ink().width();
    int height = row.ink().height();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      int level = 255 - (row.ink().levels()[i] & 0xff);
      picture.getRaster().setSample(i % width, i / width, 0, level);
    }
    double scale = Math.min((WIDTH - 2.0 * MARGIN) / width, (double) HEIGHT / height);
    pen.drawImage(picture, MARGIN, top, (int) (scale * width), (int) (scale * height), null);
  }
}
