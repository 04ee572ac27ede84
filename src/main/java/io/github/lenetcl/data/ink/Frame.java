package io.github.lenetcl.data.ink;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Takes the frame of a form's boxes out of the picture of a line: one piece of ink about the
 * digits, with straight sides all around, that may be parted by upright strokes from top to bottom.
 * Unlike the rules of a table it need not reach the edges of the picture.
 */
final class Frame {

  /** A side has ink along this part of its way. */
  private static final double COVER = 0.9;

  /** A frame is at least this part of the picture's width. */
  private static final double LEAST_WIDTH = 0.5;

  /** No stroke of a frame is thicker than this part of its height. */
  private static final double THICKEST = 0.12;

  /** The least ink inside, as a part of the frame's own: a ring of strokes alone is a digit. */
  private static final double LEAST_INSIDE = 0.1;

  /** What is fainter is not part of a frame. */
  private static final int INK = 80;

  private Frame() {}

  /** Returns a picture without the frame, or the picture where there is none. */
  static InkImage removed(InkImage ink) {
    Pieces pieces = new Pieces(ink, INK);
    for (int piece = 0; piece < pieces.count(); piece++) {
      Extent box = extent(pieces, piece, ink.width());
      if (box.width() >= LEAST_WIDTH * ink.width() && box.width() > box.height()) {
        byte[] own = new byte[ink.levels().length];
        for (int run = pieces.from(piece); run < pieces.to(piece); run++) {
          Arrays.fill(own, pieces.begin(run), pieces.end(run), (byte) 1);
        }
        boolean[] rows = full(own, ink.width(), box, false);
        boolean[] columns = full(own, ink.width(), box, true);
        if (isFrame(rows, box) && isFrame(columns, box)) {
          return without(ink, box, rows, columns);
        }
      }
    }
    return ink;
  }

  private static Extent extent(Pieces pieces, int piece, int width) {
    int top = Integer.MAX_VALUE;
    int left = Integer.MAX_VALUE;
    int bottom = 0;
    int right = 0;
    for (int run = pieces.from(piece); run < pieces.to(piece); run++) {
      int row = pieces.row(run);
      top = Math.min(top, row);
      left = Math.min(left, pieces.begin(run) - row * width);
      bottom = Math.max(bottom, row + 1);
      right = Math.max(right, pieces.end(run) - row * width);
    }
    return new Extent(top, left, bottom, right);
  }

  /** Which rows or columns of a box have ink along nearly all of their way. */
  private static boolean[] full(byte[] own, int width, Extent box, boolean upright) {
    int along = upright ? box.height() : box.width();
    boolean[] full = new boolean[upright ? box.width() : box.height()];
    for (int i = 0; i < full.length; i++) {
      int covered = 0;
      for (int k = 0; k < along; k++) {
        int row = box.top() + (upright ? k : i);
        int column = box.left() + (upright ? i : k);
        covered += own[row * width + column] != 0 ? 1 : 0;
      }
      full[i] = covered >= COVER * along;
    }
    return full;
  }

  /** Whether the first and the last strokes are at the sides, and all of them are thin. */
  private static boolean isFrame(boolean[] full, Extent box) {
    int most = (int) Math.max(2, THICKEST * box.height());
    int run = 0;
    for (boolean each : full) {
      run = each ? run + 1 : 0;
      if (run > most) {
        return false;
      }
    }
    return any(full, 0, Math.min(most, full.length))
        && any(full, Math.max(0, full.length - most), full.length);
  }

  private static boolean any(boolean[] full, int from, int to) {
    return IntStream.range(from, to).anyMatch(i -> full[i]);
  }

  private static InkImage without(InkImage ink, Extent box, boolean[] rows, boolean[] columns) {
    byte[] levels = ink.levels().clone();
    for (int row = Math.max(0, box.top() - 1);
        row <= Math.min(ink.height() - 1, box.bottom());
        row++) {
      for (int column = Math.max(0, box.left() - 1);
          column <= Math.min(ink.width() - 1, box.right());
          column++) {
        if (isNear(rows, row - box.top()) || isNear(columns, column - box.left())) {
          levels[row * ink.width() + column] = 0;
        }
      }
    }
    return mass(levels) >= LEAST_INSIDE * (mass(ink.levels()) - mass(levels))
        ? new InkImage(ink.height(), ink.width(), levels)
        : ink;
  }

  /** Whether a row or column is a stroke's, or beside one, where its faint edge is. */
  private static boolean isNear(boolean[] full, int at) {
    return any(full, Math.max(0, at - 1), Math.min(full.length, at + 2));
  }

  private static long mass(byte[] levels) {
    long mass = 0;
    for (byte level : levels) {
      mass += level & 0xff;
    }
    return mass;
  }
}
