package io.github.lenetcl.data;

import io.github.lenetcl.data.DigitShapes.Stroke;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.InkImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes single digits as a hurried hand does: a way to write it, its points astray, the sheet
 * warped, the whole made wide or narrow, slanted and turned, drawn by a pen of changing pressure;
 * then normalised like any picture of a digit.
 */
final class DigitPainter {
  /** The sheet is drawn on this many times finer than the digit made of it. */
  private static final int FINENESS = 4;

  private static final int BOX = FINENESS * 20;
  private static final int SHEET = BOX + 4;

  private final Dice dice;
  private final Hand hand;

  private DigitPainter(Dice dice, Hand hand) {
    this.dice = dice;
    this.hand = hand;
  }

  /** One digit as 28×28 bytes, the same for the same dice on every machine. */
  static byte[] paint(int digit, Dice dice) {
    return paint(digit, dice, Hand.EMBEDDED);
  }

  /** One digit as a hand writes it. */
  static byte[] paint(int digit, Dice dice, Hand hand) {
    return new DigitPainter(dice, hand).paint(digit);
  }

  private byte[] paint(int digit) {
    double sloppiness = hand.least() + hand.more() * dice.uniform() * dice.uniform();
    List<PenLine> lines = new ArrayList<>();
    for (Stroke stroke : hand.shapes().choose(digit, dice).strokes()) {
      lines.add(PenLine.through(stray(stroke, sloppiness)));
    }
    warp(lines);
    shear(lines);
    press(lines, FINENESS * dice.between(hand.thinnest(), hand.thickest(digit)));
    lift(lines);
    fit(lines);
    Canvas canvas = new Canvas(SHEET);
    canvas.draw(lines);
    InkImage ink = new InkImage(SHEET, SHEET, canvas.bytes());
    return DigitImage.normalise(ink).orElseThrow();
  }

  /** The stroke gone astray: each point's error carries on into the next, as a hand's does. */
  private Stroke stray(Stroke stroke, double sloppiness) {
    double[] x = stroke.x().clone();
    double[] y = stroke.y().clone();
    double offX = dice.bell(1.4 * sloppiness);
    double offY = dice.bell(1.4 * sloppiness);
    for (int i = 0; i < x.length; i++) {
      offX = 0.7 * offX + dice.bell(sloppiness);
      offY = 0.7 * offY + dice.bell(sloppiness);
      x[i] += offX;
      y[i] += offY;
    }
    return new Stroke(x, y, stroke.corner());
  }

  /** Bends the sheet by a few long waves. */
  private void warp(List<PenLine> lines) {
    for (int wave = 0; wave < 3; wave++) {
      double amplitudeX = dice.bell(3);
      double amplitudeY = dice.bell(3);
      double alongX = dice.bell(0.03);
      double alongY = dice.bell(0.03);
      double phase = dice.between(0, 2 * Math.PI);
      for (PenLine line : lines) {
        for (int i = 0; i < line.x.length; i++) {
          double height = StrictMath.sin(alongX * line.x[i] + alongY * line.y[i] + phase);
          line.x[i] += amplitudeX * height;
          line.y[i] += amplitudeY * height;
        }
      }
    }
  }

  /** Width, slant and turn. */
  private void shear(List<PenLine> lines) {
    double width = 0.8 * StrictMath.exp(dice.bell(hand.width()));
    double slant = hand.slant() + dice.bell(hand.slants());
    double turn = dice.bell(hand.turn());
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    for (PenLine line : lines) {
      for (int i = 0; i < line.x.length; i++) {
        double y = line.y[i] - 50;
        double x = width * (line.x[i] - 50) - slant * y;
        line.x[i] = cos * x - sin * y;
        line.y[i] = sin * x + cos * y;
      }
    }
  }

  /** Pressure: it changes slowly along a stroke, and the nib prefers a direction. */
  private void press(List<PenLine> lines, double pen) {
    double nibX = dice.bell(hand.nib());
    double nibY = dice.bell(hand.nib());
    for (PenLine line : lines) {
      double swing = dice.bell(hand.swing());
      double pace = dice.between(0.02, 0.1);
      double phase = dice.between(0, 2 * Math.PI);
      for (int i = 0; i < line.x.length; i++) {
        int from = Math.min(i, line.x.length - 2);
        double dx = line.x[from + 1] - line.x[from];
        double dy = line.y[from + 1] - line.y[from];
        // With θ the direction of the pen: nibX cos 2θ + nibY sin 2θ.
        double nib = (nibX * (dx * dx - dy * dy) + nibY * 2 * dx * dy) / (dx * dx + dy * dy + 1e-9);
        line.radius[i] = pen * (1 + nib + swing * StrictMath.sin(pace * i + phase));
      }
    }
  }

  /** Ink that fails now and then, of hands in which it does. */
  private void lift(List<PenLine> lines) {
    if (hand.breaks() == 0 || !dice.chance(hand.breaks())) {
      return;
    }
    for (PenLine line : lines) {
      int from = dice.below(line.radius.length);
      int to = Math.min(line.radius.length, from + 1 + dice.below(5));
      for (int i = from; i < to; i++) {
        line.radius[i] = -1;
      }
    }
  }

  /**
   * Scales the lines, the pen's width apart, so that the ink fills the box, its middle on the
   * sheet's.
   */
  private static void fit(List<PenLine> lines) {
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double pen = 0;
    for (PenLine line : lines) {
      for (int i = 0; i < line.x.length; i++) {
        left = Math.min(left, line.x[i]);
        right = Math.max(right, line.x[i]);
        top = Math.min(top, line.y[i]);
        bottom = Math.max(bottom, line.y[i]);
        pen = Math.max(pen, line.radius[i]);
      }
    }
    double scale = (BOX - 2 * pen) / Math.max(right - left, bottom - top);
    for (PenLine line : lines) {
      for (int i = 0; i < line.x.length; i++) {
        line.x[i] = SHEET / 2.0 + scale * (line.x[i] - (left + right) / 2);
        line.y[i] = SHEET / 2.0 + scale * (line.y[i] - (top + bottom) / 2);
      }
    }
  }
}
