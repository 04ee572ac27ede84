package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.Centers;
import java.util.List;
import java.util.Optional;

/**
 * The penalties of the classes, or their probabilities, as bars, the winner marked, each beside the
 * code of its class.
 */
final class PenaltiesBlock implements Block {

  private static final int MOST_CLASSES = 10;
  private static final int CELL = 4;
  private static final int LONGEST_NAME = 12;
  private static final int LETTER = 9;
  private static final int CODE_WIDTH = 48;
  private static final int BAR_WIDTH = 150;
  private static final int NUMBER_WIDTH = 56;

  private final String name;
  private final Trace trace;
  private final Optional<Centers> codes;
  private final int height;
  private final List<Integer> shown;
  private final int codeLeft;
  private final int barLeft;

  PenaltiesBlock(String name, Trace trace, int height) {
    this.name = name;
    this.trace = trace;
    this.codes = trace.network().centers().filter(CodesBlock::fits);
    this.height = height;
    this.shown = trace.ranking().stream().limit(MOST_CLASSES).sorted().toList();
    int longest =
        shown.stream().mapToInt(i -> trace.name(i, LONGEST_NAME).length()).max().orElse(0);
    codeLeft = 17 + longest * LETTER;
    barLeft = codeLeft + (codes.isPresent() ? CODE_WIDTH : 0);
  }

  @Override
  public int width() {
    return barLeft + BAR_WIDTH + NUMBER_WIDTH;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void draw(Pen pen, int x, int y) {
    pen.text(name, x, y + 16, Pen.Style.HEADING);
    String all = trace.classes().size() > shown.size() ? "nearest classes; " : "";
    String what =
        trace.hasProbabilities()
            ? "probabilities: the largest wins"
            : "penalties: the smallest wins";
    pen.text(all + what, x, y + 34, Pen.Style.NOTE);
    double[] figures = trace.figures();
    double largest = 0;
    for (int each : shown) {
      largest = Math.max(largest, figures[each]);
    }
    int pitch = (height - MapsBlock.HEADING) / shown.size();
    for (int i = 0; i < shown.size(); i++) {
      int each = shown.get(i);
      boolean wins = each == trace.ranking().get(0);
      int top = y + MapsBlock.HEADING + i * pitch;
      int middle = top + Centers.HEIGHT * CELL / 2;
      Pen.Style style = wins ? Pen.Style.STRONG : Pen.Style.BODY;
      pen.text(trace.name(each, LONGEST_NAME), x, middle + 5, style);
      int left = x + codeLeft;
      codes.ifPresent(
          centers -> {
            CodesBlock.draw(pen, centers.values()[each], left, top, CELL);
            if (wins) {
              pen.mark(left, top, Centers.WIDTH * CELL, Centers.HEIGHT * CELL);
            }
          });
      double figure = figures[each];
      int length = (int) Math.max(2, Math.round(BAR_WIDTH * figure / Math.max(largest, 1e-6)));
      pen.bar(x + barLeft, middle - 8, length, 16, wins ? Pen.ACCENT : Pen.QUIET);
      String form = trace.hasProbabilities() ? "%.3f" : "%.1f";
      pen.text(form.formatted(figure), x + barLeft + length + 8, middle + 5, style);
    }
  }
}
