package io.github.lenetcl.data.ink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CentreOfMassTest {
  private static final int SIDE = 24;

  /** The whole numbers that decide by how much a digit is moved are those of the plain sums. */
  @Test
  void wholePixelsAreThoseOfTheSumsInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3000; i++) {
      float[] sheet = new float[SIDE * SIDE];
      boolean even = i % 3 == 0; // its centre is a whole number but for rounding
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          float level = random.nextInt(3) == 0 ? (float) random.nextDouble(255) : 0;
          sheet[row * SIDE + column] = level;
          if (even) {
            sheet[(SIDE - 1 - row) * SIDE + SIDE - 1 - column] = level;
          }
        }
      }
      double mass = 0;
      double x = 0;
      double y = 0;
      for (int at = 0; at < sheet.length; at++) {
        mass += sheet[at];
        x += sheet[at] * (at % SIDE + 0.5);
        y += sheet[at] * (at / SIDE + 0.5);
      }
      CentreOfMass centre = CentreOfMass.of(sheet, SIDE);
      assertEquals(Math.floor(x / mass), Math.floor(centre.x()));
      assertEquals(Math.floor(y / mass), Math.floor(centre.y()));
      assertEquals(x / mass, centre.x(), even ? 0 : 1e-12);
    }
  }
}
