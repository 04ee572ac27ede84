package io.github.lenetcl.compute.cpu;

/** The grey levels of one image after another, at points between its pixels too. */
final class GreyField {

  private final int height;
  private final int width;
  private final int pitch;

  /** The image with a frame of background, so that every point has four pixels about it. */
  private final float[] greys;

  GreyField(int height, int width) {
    this.height = height;
    this.width = width;
    pitch = width + 2;
    greys = new float[(height + 2) * pitch];
  }

  void load(byte[] pixels, int index) {
    int from = index * height * width;
    for (int row = 0; row < height; row++) {
      int to = (row + 1) * pitch + 1;
      for (int column = 0; column < width; column++) {
        greys[to + column] = pixels[from++] & 0xff;
      }
    }
  }

  /** Returns the grey level at a point in pixels from the middle of the first one. */
  float at(float x, float y) {
    if (!(x > -1 && x < width && y > -1 && y < height)) {
      return 0;
    }
    int left = floor(x);
    int top = floor(y);
    float across = x - left;
    int upper = (top + 1) * pitch + left + 1;
    int lower = upper + pitch;
    float above = greys[upper] + across * (greys[upper + 1] - greys[upper]);
    float below = greys[lower] + across * (greys[lower + 1] - greys[lower]);
    return above + (y - top) * (below - above);
  }

  private static int floor(float value) {
    int truncated = (int) value;
    return value < truncated ? truncated - 1 : truncated;
  }
}
