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

  /** Draws the lines over what is there. */
  void draw(List<PenLine> lines) {
    for (PenLine line : lines) {
      for (int i = 0; i + 1 < line.x.length; i++) {
        drawPiece(line, i);
      }
    }
  }

  private void drawPiece(PenLine line, int i) {
    double ax = line.x[i];
    double ay = line.y[i];
    double bx = line.x[i + 1];
    double by = line.y[i + 1];
    double reach = Math.max(line.radius[i], line.radius[i + 1]) + 0.5;
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
        double inside = radius - Math.sqrt(offX * offX + offY * offY) + 0.5;
        int at = row * side + column;
        ink[at] = Math.max(ink[at], Math.min(1, inside));
      }
    }
  }

  private int pixel(double coordinate) {
    return (int) Math.max(0, Math.min(side - 1, Math.floor(coordinate)));
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
