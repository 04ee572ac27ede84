package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.sweep.CharacterModel;
import io.github.lenetcl.reading.sweep.PenaltyRow;
import java.util.Locale;

/**
 * Draws how a swept line was read, like Figure 25: the line, below it the share of each class at
 * each position, as dark as it is large, and the best class of each position where it is not junk.
 */
final class SweepDrawing {

  /** Pixels of the drawing for one of the line. */
  private static final double SCALE = 5;

  private static final int MARGIN = 30;
  private static final int LETTERS = 13;

  /** The height of a class's row, and of a line of text. */
  private static final double ROW = 18;

  private final StringBuilder svg = new StringBuilder();
  private final double pitch;
  private final double first;

  private SweepDrawing(int step, int window) {
    pitch = step * SCALE;
    first = MARGIN + window * SCALE / 2;
  }

  /**
   * Draws.
   *
   * @param ink the line as it was swept
   * @param row what the sweep gave
   * @param model how positions spell a text
   * @param labels the character of each class
   * @param step pixels from one position to the next
   * @param window the columns of a window
   * @param reading what was read
   * @param caption a line to stand below
   */
  static String draw(
      InkImage ink,
      PenaltyRow row,
      CharacterModel model,
      int[] labels,
      int step,
      int window,
      Reading reading,
      String caption) {
    return new SweepDrawing(step, window).draw(ink, row, model, labels, reading, caption);
  }

  private String draw(
      InkImage ink,
      PenaltyRow row,
      CharacterModel model,
      int[] labels,
      Reading reading,
      String caption) {
    double table = 2 * MARGIN + ink.height() * SCALE;
    double under = table + labels.length * ROW + ROW;
    double width =
        Math.max(
            Math.max(ink.width() * SCALE, SvgText.width(caption, LETTERS)) + 2 * MARGIN,
            first + (row.positions() - 1) * pitch + 2 * MARGIN);
    double height = under + 3 * ROW + MARGIN;
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f'"
            + " height='%.0f' font-family='sans-serif' font-size='13' text-anchor='middle'>%n",
        width, height, width, height);
    add("<rect width='100%%' height='100%%' fill='white'/>%n");
    add(
        "<image x='%d' y='%d' width='%.1f' height='%.1f' style='image-rendering:pixelated'"
            + " href='data:image/png;base64,%s'/>%n",
        MARGIN, MARGIN, ink.width() * SCALE, ink.height() * SCALE, InlinePicture.png(ink));
    for (int i = 0; i < labels.length; i++) {
      double base = table + (i + 0.75) * ROW;
      text(first - 1.5 * pitch, base, "#888", Character.toString(labels[i]));
    }
    for (int position = 0; position < row.positions(); position++) {
      position(position, model.shares(row, position), table, under, labels);
    }
    add(
        "<text x='%d' y='%.0f' font-size='18' text-anchor='start'>%s</text>%n",
        MARGIN, under + 1.5 * ROW, said(reading));
    add(
        "<text x='%d' y='%.0f' text-anchor='start' fill='#666'>%s</text>%n",
        MARGIN, under + 3 * ROW, SvgText.escaped(caption));
    return svg.append("</svg>\n").toString();
  }

  private void position(int position, double[] shares, double table, double under, int[] labels) {
    double x = first + position * pitch;
    int best = labels.length;
    for (int i = 0; i < labels.length; i++) {
      add(
          "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='#06c' fill-opacity='%.3f'"
              + " stroke='#ddd' stroke-width='0.5'/>%n",
          x - pitch / 2, table + i * ROW, pitch, ROW, shares[i]);
      best = shares[i] > shares[best] ? i : best;
    }
    if (best < labels.length) {
      text(x, under - 0.25 * ROW, "black", Character.toString(labels[best]));
    }
  }

  private static String said(Reading reading) {
    if (reading.best().isEmpty()) {
      return reading.seen().isEmpty() ? "blank" : "not read; looks like " + reading.seen();
    }
    return String.format(Locale.ROOT, "%s, confidence %.3f", reading.text(), reading.confidence());
  }

  private void text(double x, double y, String colour, String text) {
    add("<text x='%.1f' y='%.1f' fill='%s'>%s</text>%n", x, y, colour, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
