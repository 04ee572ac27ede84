package io.github.lenetcl.evaluation;

import io.github.lenetcl.data.ImageBatch;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** How many images are read at once. */
  private static final int BATCH = 1024;

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
  private static final Color INK = new Color(0x222222);
  private static final Color FRAME = new Color(0xCCCCCC);

  private final int imageHeight;
  private final int imageWidth;

  /** Planes of a picture in colours. */
  private static final int COLOURS = 3;

  private final List<byte[]> images;
  private final List<Evaluation.Mistake> mistakes;
  private final List<String> classes;
  private final boolean colours;
  private final int scale;
  private final int cellWidth;
  private final int cellHeight;
  private final int columns;

  private MistakeSheet(int rows, int maps, int width, List<byte[]> images, Evaluation evaluation) {
    int height = rows / maps;
    this.colours = maps == COLOURS;
    this.imageHeight = height;
    this.imageWidth = width;
    this.images = images;
    mistakes = evaluation.mistakes();
    classes = evaluation.classes();
    scale = Math.max(1, Math.round((float) SIDE / Math.max(height, width)));
    int captionWidth =
        mistakes.stream().mapToInt(mistake -> width(caption(mistake))).max().orElse(0);
    cellWidth = Math.max(scale * width, captionWidth) + GAP;
    cellHeight = scale * height + CAPTION + GAP;
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
    List<byte[]> misread =
        evaluation.mistakes().stream().map(mistake -> images.image(mistake.index())).toList();
    return new MistakeSheet(images.height(), 1, images.width(), misread, evaluation).draw();
  }

  /**
   * Draws a sheet of images that are read once more.
   *
   * @param images the images that were evaluated, from the first
   * @param maps how many planes an image has: 1, or 3 for colours
   * @param evaluation what came of it
   * @return the sheet; where nothing was misread, it says so
   * @throws IOException if the images cannot be read
   */
  public static BufferedImage draw(ImageStream images, int maps, Evaluation evaluation)
      throws IOException {
    List<byte[]> misread = new ArrayList<>();
    Optional<ImageBatch> batch = Optional.empty();
    for (Evaluation.Mistake mistake : evaluation.mistakes()) {
      while (batch.isEmpty() || mistake.index() >= batch.get().first() + batch.get().count()) {
        batch = Optional.of(images.next(BATCH).orElseThrow());
      }
      misread.add(batch.get().image(mistake.index() - batch.get().first()));
    }
    return new MistakeSheet(images.height(), maps, images.width(), misread, evaluation).draw();
  }

  private String caption(Evaluation.Mistake mistake) {
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
            colours ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
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
      draw(graphics, i, x, y);
    }
    graphics.dispose();
    return sheet;
  }

  private void draw(Graphics2D graphics, int which, int x, int y) {
    int width = scale * imageWidth;
    int height = scale * imageHeight;
    int left = x + (cellWidth - GAP - width) / 2;
    graphics.drawImage(picture(images.get(which)), left, y, width, height, null);
    graphics.setColor(FRAME);
    graphics.drawRect(left - 1, y - 1, width + 1, height + 1);
    graphics.setColor(INK);
    String caption = caption(mistakes.get(which));
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(
        caption,
        x + (cellWidth - GAP - metrics.stringWidth(caption)) / 2,
        y + height + metrics.getAscent() + 4);
  }

  private BufferedImage picture(byte[] image) {
    if (colours) {
      BufferedImage picture =
          new BufferedImage(imageWidth, imageHeight, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < image.length; i++) {
        int at = i % (imageWidth * imageHeight);
        int band = i / (imageWidth * imageHeight);
        picture.getRaster().setSample(at % imageWidth, at / imageWidth, band, image[i] & 0xff);
      }
      return picture;
    }
    byte[] grey = image.clone();
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) ~grey[i];
    }
    BufferedImage picture =
        new BufferedImage(imageWidth, imageHeight, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, imageWidth, imageHeight, grey);
    return picture;
  }
}
