package io.github.lenetcl.network;

import java.util.Arrays;
import java.util.List;

/**
 * The fixed centres w_ij of the output layer: for each class the pattern that the F6 units are to
 * take. The paper's are drawn as 7×12 bitmaps, +1 for ink and −1 for paper (Section II-B, Figure
 * 3).
 *
 * @param values the centres, [classes][units]
 */
public record Centers(float[][] values) {

  /** Columns of a drawing. */
  public static final int WIDTH = 7;

  /** Rows of a drawing. */
  public static final int HEIGHT = 12;

  private static final List<String> DIGIT_NAMES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  /** The digits 0 to 9 of Figure 3; the cells at the frame of the figure read by eye. */
  private static final String DIGITS =
      """
      .#####.   ...##..   .#####.   #######   .#####.   .#####.   ..####.   #######   .#####.   .#####.
      .......   ..###..   .......   .....##   .......   .......   .##....   .....##   ##...##   ##..###
      ..###..   .####..   .#####.   ....##.   .......   #######   ##.....   .....##   ##...##   ##...##
      .##.##.   ...##..   ##...##   ...##..   .##..##   ##.....   ##.....   ....##.   ##...##   ##...##
      ##...##   ...##..   #....##   ..####.   .##..##   ##.....   ######.   ...##..   .#####.   ##..###
      ##...##   ...##..   ....##.   .....##   ###..##   .####..   ###..##   ...##..   ##...##   .######
      ##...##   ...##..   ..###..   .....##   ##...##   ..####.   ##...##   ..##...   ##...##   .....##
      ##...##   ...##..   .##....   .....##   ##...##   .....##   ##...##   ..##...   ##...##   .....##
      .##.##.   ...##..   ##.....   ##...##   ##..###   ##...##   ###..##   ..##...   ##...##   ....##.
      ..###..   .######   #######   .#####.   .######   .#####.   .#####.   ..##...   .#####.   .####..
      .......   .......   .......   .......   .....##   .......   .......   .......   .......   .......
      .......   .......   .......   .......   .....##   .......   .......   .......   .......   .......
      """;

  /**
   * Checks that there is at least one centre, that all are of one length and that all values are
   * finite.
   */
  public Centers {
    if (values.length == 0 || values[0].length == 0) {
      throw new IllegalArgumentException("centres: none given, wanted at least one");
    }
    int units = values[0].length;
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != units) {
        throw new IllegalArgumentException(
            "centres: class " + i + " has " + values[i].length + " values, wanted " + units);
      }
      for (float value : values[i]) {
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException("centres: class " + i + " holds " + value);
        }
      }
    }
    values = Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
  }

  /** {@return the paper's codes of the ten digits} */
  public static Centers digits() {
    List<String> lines = DIGITS.lines().toList();
    float[][] values = new float[10][WIDTH * HEIGHT];
    for (int row = 0; row < HEIGHT; row++) {
      String[] cells = lines.get(row).strip().split(" +");
      for (int digit = 0; digit < 10; digit++) {
        for (int column = 0; column < WIDTH; column++) {
          values[digit][row * WIDTH + column] = cells[digit].charAt(column) == '#' ? 1 : -1;
        }
      }
    }
    return new Centers(values);
  }

  /**
   * {@return 84 values for each class: the paper's codes for the digits "0" to "9" in this order,
   * else ±1 codes as far apart as they can be made} They depend on nothing but the number of the
   * classes.
   *
   * @param names the classes, at most 131,072
   */
  public static Centers forClasses(List<String> names) {
    return names.equals(DIGIT_NAMES) ? digits() : new Centers(CenterCodes.of(names.size()));
  }

  /**
   * {@return centres "one of n": +1 for the unit of the class, −1 for every other}
   *
   * @param classes n, the number of classes and of units
   */
  public static Centers oneOf(int classes) {
    float[][] codes = new float[classes][classes];
    for (int i = 0; i < classes; i++) {
      Arrays.fill(codes[i], -1);
      codes[i][i] = 1;
    }
    return new Centers(codes);
  }

  /** {@return whether all values are +1 or −1} */
  public boolean areSigns() {
    for (float value : flat()) {
      if (Math.abs(value) != 1) {
        return false;
      }
    }
    return true;
  }

  /** {@return the number of classes} */
  public int classes() {
    return values.length;
  }

  /** {@return the number of units that feed each class} */
  public int units() {
    return values[0].length;
  }

  /** {@return all values, class by class} */
  public float[] flat() {
    float[] flat = new float[classes() * units()];
    for (int i = 0; i < classes(); i++) {
      System.arraycopy(values[i], 0, flat, i * units(), units());
    }
    return flat;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Centers that && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }
}
