package io.github.lenetcl.data;

import io.github.lenetcl.data.DigitShapes.Stroke;

/** A stroke as a fine polyline, the pen's half-width at each of its points beside it. */
final class PenLine {
  /** Pieces that the curve between two given points is cut into. */
  private static final int PIECES = 12;

  final double[] x;
  final double[] y;
  final double[] radius;

  private PenLine(double[] x, double[] y) {
    this.x = x;
    this.y = y;
    this.radius = new double[x.length];
  }

  /** The smooth curve through the points of a stroke: Catmull-Rom, begun anew at every corner. */
  static PenLine through(Stroke stroke) {
    int spans = stroke.x().length - 1;
    double[] x = new double[spans * PIECES + 1];
    double[] y = new double[spans * PIECES + 1];
    for (int span = 0; span < spans; span++) {
      int before = span == 0 || stroke.corner()[span] ? span : span - 1;
      int after = span + 1 == spans || stroke.corner()[span + 1] ? span + 1 : span + 2;
      for (int piece = 0; piece < PIECES; piece++) {
        double t = (double) piece / PIECES;
        int at = span * PIECES + piece;
        x[at] = between(stroke.x(), before, span, after, t);
        y[at] = between(stroke.y(), before, span, after, t);
      }
    }
    x[spans * PIECES] = stroke.x()[spans];
    y[spans * PIECES] = stroke.y()[spans];
    return new PenLine(x, y);
  }

  private static double between(double[] p, int before, int from, int after, double t) {
    double a = p[from];
    double b = p[from + 1];
    double slopeA = (b - p[before]) / 2;
    double slopeB = (p[after] - a) / 2;
    double bend = 3 * (b - a) - 2 * slopeA - slopeB;
    double twist = 2 * (a - b) + slopeA + slopeB;
    return a + t * (slopeA + t * (bend + t * twist));
  }
}
