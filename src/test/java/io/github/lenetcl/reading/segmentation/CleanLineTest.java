package io.github.lenetcl.reading.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import org.junit.jupiter.api.Test;

class CleanLineTest {

  /** Without speckle, of which more is within the frame where the ink is shifted. */
  private static final InkImage LINE =
      new LineComposer(EmbeddedDigits.test(), LineStyle.wide(5).withSpeckle(0), 1).compose(0).ink();

  private static final CleanLine PLAIN = CleanLine.of(LINE, CleanLine.SPECK);

  private static CleanLine held(double slant, double shift) {
    return CleanLine.of(LINE, CleanLine.SPECK, new Hold(slant, shift));
  }

  /** Mean row or column of the ink. */
  private static double mean(CleanLine line, boolean row) {
    double mass = 0;
    double moment = 0;
    byte[] levels = line.ink().levels();
    for (int i = 0; i < levels.length; i++) {
      int at = row ? i / line.ink().width() : i % line.ink().width();
      mass += levels[i] & 0xff;
      moment += (levels[i] & 0xff) * (at + 0.5);
    }
    return moment / mass;
  }

  private static long mass(CleanLine line) {
    long mass = 0;
    for (byte level : line.ink().levels()) {
      mass += level & 0xff;
    }
    return mass;
  }

  @Test
  void aLargerPictureIsBroughtToTheSameSize() {
    InkImage larger = LINE.resampled(0, 0, 1 / 1.5, LINE.height() * 3 / 2, LINE.width() * 3 / 2);
    CleanLine after = CleanLine.of(larger, CleanLine.SPECK);
    assertEquals(1.5, after.step() / PLAIN.step(), 0.02);
    assertEquals(PLAIN.ink().height(), after.ink().height(), 1);
    assertEquals(PLAIN.blobs().size(), after.blobs().size());
  }

  @Test
  void aShiftMovesTheInkByPartsOfAPixel() {
    CleanLine shifted = held(0, 0.5);
    assertEquals(mean(PLAIN, true) + 0.5, mean(shifted, true), 0.05);
    assertEquals(mean(PLAIN, false) + 0.5, mean(shifted, false), 0.05);
    assertEquals(PLAIN.middle() + 0.5, shifted.middle(), 1e-9);
    assertEquals(mass(PLAIN), mass(shifted), 0.01 * mass(PLAIN));
  }

  @Test
  void aSlantMovesTheTopOneWayAndTheBottomTheOther() {
    CleanLine slanted = held(0.3, 0);
    assertEquals(PLAIN.ink().height(), slanted.ink().height());
    assertEquals(mass(PLAIN), mass(slanted), 0.01 * mass(PLAIN));
    Extent before = PLAIN.blobs().get(0).extent();
    Extent after = slanted.blobs().get(0).extent();
    assertTrue(after.width() != before.width(), before + " is " + after);
    assertEquals(before.height(), after.height(), 1);
  }

  /** However the line is held, a digit is found again where it is in the picture. */
  @Test
  void placesAreThoseOfThePicture() {
    for (double slant : new double[] {-0.12, 0, 0.12}) {
      for (double shift : new double[] {0, 0.5}) {
        CleanLine line = held(slant, shift);
        assertEquals(PLAIN.blobs().size(), line.blobs().size());
        for (int i = 0; i < line.blobs().size(); i++) {
          Extent expected = PLAIN.inPicture(PLAIN.blobs().get(i).extent());
          Extent found = line.inPicture(line.blobs().get(i).extent());
          assertEquals(expected.top(), found.top(), 1);
          assertEquals(expected.bottom(), found.bottom(), 1);
          assertEquals(expected.left() + expected.right(), found.left() + found.right(), 5);
        }
      }
    }
  }

  @Test
  void aBlankLineHasNoInkHoweverItIsHeld() {
    InkImage blank = new InkImage(9, 7, new byte[63]);
    assertTrue(CleanLine.of(blank, CleanLine.SPECK, new Hold(0.12, 0.5)).blobs().isEmpty());
  }
}
