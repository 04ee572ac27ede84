package io.github.lenetcl.compute.cpu.images;

/** The grey levels of one image after another, at points between its pixels too. */
final class GreyField {

  private final int height;
  private final int width;
  private final int pitch;

  /** The image with a frame of background, so that every point has four pixels about it. */
  private final float[] greys;

  // The rectangle that holds all ink: most points are outside it, and cost no more than that.
  private int firstRow;
  private int lastRow;
  private int firstColumn;
  private int lastColumn;

  GreyField(int height, int width) {
    this.height = height;
    this.width = width;
    pitch = width + 2;
    greys = new float[(height + 2) * pitch];
  }

  void load(byte[] pixels, int index) {
    firstRow = height;
    lastRow = -1;
    firstColumn = width;
    lastColumn = -1;
    int from = index * height * width;
    for (int row = 0; row < height; row++) {
      int to = (row + 1) * pitch + 1;
      for (int column = 0; column < width; column++) {
        int grey = pixels[from++] & 0xff;
        greys[to + column] = grey;
        if (grey != 0) {
          firstRow = Math.min(firstRow, row);
          lastRow = row;
          firstColumn = Math.min(firstColumn, column);
          lastColumn = Math.max(lastColumn, column);
        }
      }
    }
  }

  /** Returns the grey level so far below and to the right of the middle of a pixel. */
  float at(int row, int column, float down, float right) {
    int wholeDown = floor(down);
    int wholeRight = floor(right);
    int top = row + wholeDown;
    int left = column + wholeRight;
    if (top < firstRow - 1 || top > lastRow || left < firstColumn - 1 || left > lastColumn) {
      return 0;
    }
    float across = right - wholeRight;
    int upper = (top + 1) * pitch + left + 1;
    int lower = upper + pitch;
    float above = greys[upper] + across * (greys[upper + 1] - greys[upper]);
    float below = greys[lower] + across * (greys[lower + 1] - greys[lower]);
    return above + (down - wholeDown) * (below - above);
  }

  private static int floor(float value) {
    int truncated = (int) value;
    return value < truncated ? truncated - 1 : truncated;
  }
}
