package io.github.lenetcl.data;

import java.util.List;

/**
 * A square sheet that pen lines are drawn on: how much of each pixel is ink, from 0 to 1. Pixel
 * (row, column) covers [column, column + 1) × [row, row + 1). Only +, −, ×, ÷ and square roots are
 * used, which every Java computes alike to the last bit.
 */
final class Canvas {
  private final int side;
  private final double[] ink;

  Canvas(int side) {
    this.side = side;
    this.ink = new double[side * side];
  }

  /** Draws the lines, shifted; {@code softness} is the width in pixels of the grey edge. */
  void draw(List<PenLine> lines, double dx, double dy, double softness) {
    for (PenLine line : lines) {
      for (int i = 0; i + 1 < line.x.length; i++) {
        drawPiece(line, i, dx, dy, softness);
      }
    }
  }

  private void drawPiece(PenLine line, int i, double dx, double dy, double softness) {
    double ax = line.x[i] + dx;
    double ay = line.y[i] + dy;
    double bx = line.x[i + 1] + dx;
    double by = line.y[i + 1] + dy;
    double reach = Math.max(line.radius[i], line.radius[i + 1]) + softness / 2;
    double length2 = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
    for (int row = pixel(Math.min(ay, by) - reach); row <= pixel(Math.max(ay, by) + reach); row++) {
      double y = row + 0.5;
      for (int column = pixel(Math.min(ax, bx) - reach);
          column <= pixel(Math.max(ax, bx) + reach);
          column++) {
        double x = column + 0.5;
        double along = length2 == 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2;
        double t = Math.max(0, Math.min(1, along));
        double offX = x - ax - t * (bx - ax);
        double offY = y - ay - t * (by - ay);
        double radius = line.radius[i] + t * (line.radius[i + 1] - line.radius[i]);
        double inside = (radius - Math.sqrt(offX * offX + offY * offY)) / softness + 0.5;
        int at = row * side + column;
        ink[at] = Math.max(ink[at], Math.min(1, inside));
      }
    }
  }

  private int pixel(double coordinate) {
    return (int) Math.max(0, Math.min(side - 1, Math.floor(coordinate)));
  }

  /** The centre of the ink's mass: column, row. */
  double[] centre() {
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int at = 0; at < ink.length; at++) {
      mass += ink[at];
      x += ink[at] * (at % side + 0.5);
      y += ink[at] * (at / side + 0.5);
    }
    return new double[] {x / mass, y / mass};
  }

  /** The pixels as bytes, 0 for paper and 255 for ink. */
  byte[] bytes() {
    byte[] bytes = new byte[ink.length];
    for (int at = 0; at < ink.length; at++) {
      bytes[at] = (byte) Math.round(255 * ink[at]);
    }
    return bytes;
  }
}
