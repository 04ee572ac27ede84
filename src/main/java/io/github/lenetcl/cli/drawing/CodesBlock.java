package io.github.lenetcl.cli.drawing;

import io.github.lenetcl.network.Centers;

/** The units before the output layer as a pattern of 7×12, and below it the two nearest codes. */
final class CodesBlock implements Block {

  private static final int CELL = 22;
  private static final int SMALL = 10;
  private static final int CODES_TOP = MapsBlock.HEADING + Centers.HEIGHT * CELL + 40;

  private final String name;
  private final float[] units;
  private final Centers centers;
  private final Trace trace;

  CodesBlock(String name, float[] units, Centers centers, Trace trace) {
    this.name = name;
    this.units = units;
    this.centers = centers;
    this.trace = trace;
  }

  /** Returns whether the codes are drawings of 7×12. */
  static boolean fits(Centers centers) {
    return centers.units() == Centers.WIDTH * Centers.HEIGHT && centers.classes() > 1;
  }

  @Override
  public int width() {
    return Centers.WIDTH * CELL;
  }

  @Override
  public int height() {
    return CODES_TOP + MapsBlock.HEADING + Centers.HEIGHT * SMALL;
  }

  @Override
  public void draw(Pen pen, int x, int y) {
    pen.text(name, x, y + 16, Pen.Style.HEADING);
    pen.text("84 units as 7 x 12", x, y + 34, Pen.Style.NOTE);
    draw(pen, units, x, y + MapsBlock.HEADING, CELL);

    int top = y + CODES_TOP;
    pen.text("nearest codes", x, top + 16, Pen.Style.HEADING);
    pen.text("at distance", x, top + 34, Pen.Style.NOTE);
    int step = width() - Centers.WIDTH * SMALL;
    for (int rank = 0; rank < 2; rank++) {
      int winner = trace.ranking().get(rank);
      int left = x + rank * step;
      draw(pen, centers.values()[winner], left, top + MapsBlock.HEADING, SMALL);
      String label = "%s: %.1f".formatted(trace.name(winner, 6), trace.penalties()[winner]);
      int middle = left + Centers.WIDTH * SMALL / 2;
      int below = top + MapsBlock.HEADING + Centers.HEIGHT * SMALL + 20;
      pen.centered(label, middle, below, rank == 0 ? Pen.Style.STRONG : Pen.Style.BODY);
    }
  }

  static void draw(Pen pen, float[] code, int x, int y, int cell) {
    pen.grid(code, 0, Centers.HEIGHT, Centers.WIDTH, x, y, cell, ColorScale.ink(-1, 1));
  }
}
