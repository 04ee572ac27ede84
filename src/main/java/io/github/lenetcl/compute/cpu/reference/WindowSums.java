package io.github.lenetcl.compute.cpu.reference;

import java.util.Arrays;

/** Sums over the windows of one map, and the way back: row by row, one place of the window each. */
record WindowSums(Fields fields) {

  /** Writes the sum of each unit's window, row by row. */
  void gather(float[] x, int mapAt, float[] sums) {
    int across = fields.window().strideAcross();
    int width = fields.out().width();
    Arrays.fill(sums, 0);
    for (int r = 0; r < fields.out().height(); r++) {
      int unit = r * width;
      for (int y = fields.firstRow(r); y < fields.endRow(r); y++) {
        for (int q = 0; q < fields.window().width(); q++) {
          int first = mapAt + y * fields.in().width() + q - fields.left();
          int end = fields.end(q);
          if (across == 1) {
            for (int c = fields.begin(q); c < end; c++) {
              sums[unit + c] += x[first + c];
            }
          } else {
            for (int c = fields.begin(q); c < end; c++) {
              sums[unit + c] += x[first + c * across];
            }
          }
        }
      }
    }
  }

  /** Adds each unit's value to all inputs in its window. */
  void spread(float[] values, float[] dx, int mapAt) {
    int across = fields.window().strideAcross();
    int width = fields.out().width();
    for (int r = 0; r < fields.out().height(); r++) {
      int unit = r * width;
      for (int y = fields.firstRow(r); y < fields.endRow(r); y++) {
        for (int q = 0; q < fields.window().width(); q++) {
          int first = mapAt + y * fields.in().width() + q - fields.left();
          int end = fields.end(q);
          if (across == 1) {
            for (int c = fields.begin(q); c < end; c++) {
              dx[first + c] += values[unit + c];
            }
          } else {
            for (int c = fields.begin(q); c < end; c++) {
              dx[first + c * across] += values[unit + c];
            }
          }
        }
      }
    }
  }
}
