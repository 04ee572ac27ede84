package io.github.lenetcl.data;

import java.io.IOException;
import java.util.List;

/**
 * What the numbers of images mean: which is background, 0 of 255, and which is ink, 255. People
 * keep grey levels as 0 to 255, 0 to 16, 0 to 1 or −1 to 1; which it is follows from the least and
 * the largest of all.
 *
 * @param background the number that becomes 0
 * @param ink the number that becomes 255
 */
record Levels(float background, float ink) {
  static final Levels BYTES = new Levels(0, 255);
  private static final int SIXTEEN = 16;

  /** Above this, levels are those of bytes. */
  private static final float SURELY_BYTES = SIXTEEN;

  /** Looks at images until the answer is sure. */
  static Levels of(List<Column> columns) throws IOException {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    boolean whole = true;
    for (Column column : columns) {
      float[] item = new float[column.size()];
      try (Cursor cursor = column.open()) {
        for (int i = 0; i < column.count(); i++) {
          cursor.next(item);
          for (float value : item) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            whole &= value == (int) value;
          }
          if (most > SURELY_BYTES && most <= 255 && least >= 0) {
            return BYTES;
          }
        }
      }
    }
    return of(columns.get(0).name(), least, most, whole);
  }

  private static Levels of(String name, float least, float most, boolean whole)
      throws BadInputException {
    // Formats round: 1.0000001 is 1.
    float slack = whole ? 0 : 1e-4f;
    if (least >= 0 && most <= 1 + slack) {
      return new Levels(0, 1);
    } else if (least >= -1 - slack && most <= 1 + slack) {
      return new Levels(-1, 1);
    } else if (least >= 0 && most <= SIXTEEN) {
      return new Levels(0, SIXTEEN);
    } else if (least >= 0 && most <= 255) {
      return BYTES;
    }
    throw BadInputException.of(
        name, "range of the pixels", least + " to " + most, "0 to 255, 0 to 16, 0 to 1 or -1 to 1");
  }

  boolean areBytes() {
    return equals(BYTES);
  }

  /** Turns the numbers of an image into levels from 0 to 255. */
  void convert(float[] item, Column column, int index, byte[] target, int at)
      throws BadInputException {
    float scale = 255 / (ink - background);
    for (int i = 0; i < item.length; i++) {
      float level = (item[i] - background) * scale;
      if (!(level > -0.5f && level < 255.5f)) {
        String found = item[i] + " (pixel " + i + ")";
        throw BadInputException.of(
            column.name(), "image " + index, found, background + " to " + ink);
      }
      target[at + i] = (byte) Math.round(level);
    }
  }
}
