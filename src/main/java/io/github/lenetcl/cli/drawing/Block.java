package io.github.lenetcl.cli.drawing;

/** A part of a picture. */
interface Block {

  /** Returns its width in pixels. */
  int width();

  /** Returns its height in pixels. */
  int height();

  /**
   * Draws it.
   *
   * @param pen where to
   * @param x its left edge
   * @param y its upper edge
   */
  void draw(Pen pen, int x, int y);
}
