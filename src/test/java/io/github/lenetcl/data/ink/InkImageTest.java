package io.github.lenetcl.data.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InkImageTest {

  private static final byte FULL = (byte) 255;

  /**
   * A thin line through digits that stand on nearly all of it is no thicker for them: between them
   * it goes, and they stay whole.
   */
  @Test
  void aRuleUnderCloseDigitsIsAsThinAsItIsBetweenThem() {
    int width = 200;
    byte[] levels = new byte[60 * width];
    for (int digit = 0; digit < 6; digit++) {
      for (int row = 2; row < 56; row++) {
        // Strokes of several heights across the line, with gaps between them.
        if (row >= 30 - 4 * digit) {
          Arrays.fill(levels, row * width + 6 + 32 * digit, row * width + 24 + 32 * digit, FULL);
        }
      }
    }
    byte[] digits = levels.clone();
    for (int row = 46; row < 48; row++) {
      Arrays.fill(levels, row * width, (row + 1) * width, FULL);
    }
    InkImage clean = new InkImage(60, width, levels).withoutRules();
    for (int column = 0; column < width; column++) {
      boolean between = digits[46 * width + column] == 0;
      assertEquals(between ? 0 : 255, clean.level(46, column), "column " + column);
      assertEquals(between ? 0 : 255, clean.level(40, column), "column " + column);
    }
  }

  /** An upright bar in column 3 of 10 rows and 8 columns. */
  private static InkImage bar() {
    byte[] levels = new byte[80];
    for (int row = 0; row < 10; row++) {
      levels[row * 8 + 3] = (byte) 200;
    }
    return new InkImage(10, 8, levels);
  }

  @Test
  void slantingMovesEachRowByItsDistanceFromTheMiddle() {
    for (double slant : new double[] {0.12, -0.12, 0.5, 3}) {
      InkImage slanted = bar().slanted(slant);
      int margin = (int) Math.ceil(Math.abs(slant) * 5);
      assertEquals(8 + 2 * margin, slanted.width());
      for (int row = 0; row < 10; row++) {
        double mass = 0;
        double moment = 0;
        for (int column = 0; column < slanted.width(); column++) {
          mass += slanted.level(row, column);
          moment += slanted.level(row, column) * column;
        }
        assertEquals(200, mass, 1, "ink of row " + row);
        assertEquals(margin + 3 + slant * (row - 4.5), moment / mass, 0.02, "place of row " + row);
      }
    }
  }

  @Test
  void noSlantChangesNothing() {
    assertEquals(bar(), bar().slanted(0));
  }

  @Test
  void inkAtTheEdgesStays() {
    byte[] full = new byte[30];
    Arrays.fill(full, (byte) 255);
    InkImage slanted = new InkImage(6, 5, full).slanted(0.3);
    int mass = 0;
    for (byte level : slanted.levels()) {
      mass += level & 0xff;
    }
    assertEquals(30 * 255, mass, 6);
  }

  /** A thin pale stroke hangs together on paper whose grain is a fifth of its contrast. */
  @Test
  void aStrokeOnGrainyPaperIsWhole() {
    Random random = new Random(1);
    BufferedImage picture = new BufferedImage(120, 60, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < 60; row++) {
      for (int column = 0; column < 120; column++) {
        boolean stroke = row >= 10 && row < 50 && Math.abs(column - 60) <= 1;
        double level = (stroke ? 130 : 180) + 9 * random.nextGaussian();
        picture.getRaster().setSample(column, row, 0, Math.max(0, Math.min(255, (int) level)));
      }
    }
    InkImage ink = InkImage.of(picture);
    for (int row = 12; row < 48; row++) {
      assertTrue(ink.level(row, 60) > 80, "row " + row + ": " + ink.level(row, 60));
    }
  }
}
