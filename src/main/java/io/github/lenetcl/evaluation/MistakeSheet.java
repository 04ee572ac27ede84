package io.github.lenetcl.evaluation;

import io.github.lenetcl.data.LabelledImages;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A sheet of misread images, each with "label -> answer" below it, as in Figure 8. Dark on light,
 * whatever the images are.
 */
public final class MistakeSheet {

  private static final int LEAST_COLUMNS = 12;
  private static final int MARGIN = 28;
  private static final int GAP = 22;
  private static final int CAPTION = 30;

  /** The size of an image on the sheet, about. */
  private static final int SIDE = 84;

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
  private static final Color INK = new Color(0x222222);
  private static final Color FRAME = new Color(0xCCCCCC);

  private final LabelledImages images;
  private final List<Evaluation.Mistake> mistakes;
  private final int scale;
  private final int cellWidth;
  private final int cellHeight;
  private final int columns;

  private MistakeSheet(LabelledImages images, List<Evaluation.Mistake> mistakes, int captionWidth) {
    this.images = images;
    this.mistakes = mistakes;
    scale = Math.max(1, Math.round((float) SIDE / Math.max(images.height(), images.width())));
    cellWidth = Math.max(scale * images.width(), captionWidth) + GAP;
    cellHeight = scale * images.height() + CAPTION + GAP;
    // Wider sheets for more mistakes, so that none becomes a ribbon.
    columns = Math.max(LEAST_COLUMNS, (int) Math.ceil(Math.sqrt(mistakes.size())));
  }

  /**
   * Draws a sheet.
   *
   * @param images the images that were evaluated
   * @param evaluation what came of it
   * @return the sheet; where nothing was misread, it says so
   */
  public static BufferedImage draw(LabelledImages images, Evaluation evaluation) {
    int captions =
        evaluation.mistakes().stream()
            .mapToInt(mistake -> width(caption(mistake, evaluation.classes())))
            .max()
            .orElse(0);
    return new MistakeSheet(images, evaluation.mistakes(), captions).draw();
  }

  private static String caption(Evaluation.Mistake mistake, List<String> classes) {
    return classes.get(mistake.label()) + " -> " + classes.get(mistake.answer());
  }

  private static int width(String text) {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY).createGraphics();
    int width = graphics.getFontMetrics(FONT).stringWidth(text);
    graphics.dispose();
    return width;
  }

  private BufferedImage draw() {
    int rows = Math.max(1, (mistakes.size() + columns - 1) / columns);
    BufferedImage sheet =
        new BufferedImage(
            2 * MARGIN + columns * cellWidth - GAP,
            2 * MARGIN + rows * cellHeight - GAP,
            BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setFont(FONT);
    if (mistakes.isEmpty()) {
      graphics.setColor(INK);
      graphics.drawString("No image was misread.", MARGIN, sheet.getHeight() / 2);
    }
    for (int i = 0; i < mistakes.size(); i++) {
      int x = MARGIN + i % columns * cellWidth;
      int y = MARGIN + i / columns * cellHeight;
      draw(graphics, mistakes.get(i), x, y);
    }
    graphics.dispose();
    return sheet;
  }

  private void draw(Graphics2D graphics, Evaluation.Mistake mistake, int x, int y) {
    int width = scale * images.width();
    int height = scale * images.height();
    int left = x + (cellWidth - GAP - width) / 2;
    graphics.drawImage(picture(mistake.index()), left, y, width, height, null);
    graphics.setColor(FRAME);
    graphics.drawRect(left - 1, y - 1, width + 1, height + 1);
    graphics.setColor(INK);
    String caption = caption(mistake, images.classes());
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(
        caption,
        x + (cellWidth - GAP - metrics.stringWidth(caption)) / 2,
        y + height + metrics.getAscent() + 4);
  }

  private BufferedImage picture(int index) {
    byte[] grey = images.image(index);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) ~grey[i];
    }
    BufferedImage picture =
        new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, images.width(), images.height(), grey);
    return picture;
  }
}
