package io.github.lenetcl.reading.compose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.Alphabet;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineComposerTest {

  private static final LineStyle PLAIN = LineStyle.wide(5).withJitter(0, 0, 0).withSpeckle(0);

  private final LabelledImages digits;

  LineComposerTest() throws IOException {
    digits = DataSets.embedded().test().orElseThrow();
  }

  private ComposedLine line(LineStyle style, int index) {
    return new LineComposer(digits, style, 1).compose(index);
  }

  @Test
  void withoutJitterTheDigitsStandAsTheyAre() {
    ComposedLine line = line(PLAIN, 0);
    for (int i = 0; i < 5; i++) {
      byte[] digit = digits.image(line.digits().get(i));
      Extent ink = Extent.of(digit, 28, Glyph.INK).orElseThrow();
      Extent box = line.boxes().get(i);
      assertEquals(ink.height(), box.height());
      assertEquals(29, box.bottom());
      for (int row = 0; row < ink.height(); row++) {
        for (int column = 0; column < ink.width(); column++) {
          assertEquals(
              digit[(ink.top() + row) * 28 + ink.left() + column] & 0xff,
              line.ink().level(box.top() + row, box.left() + column));
        }
      }
    }
  }

  @Test
  void theTextIsThatOfTheDigits() {
    for (int index = 0; index < 20; index++) {
      ComposedLine line = line(LineStyle.touching(7), index);
      assertEquals(7, line.text().length());
      for (int i = 0; i < 7; i++) {
        assertEquals(digits.label(line.digits().get(i)), line.text().charAt(i) - '0');
      }
    }
  }

  @Test
  void linesDependOnNothingButTheirNumber() {
    LineStyle style = LineStyle.overlapping(5, 4).withJoins(0.5).withRule(true);
    LineComposer one = new LineComposer(digits, style, 7);
    ComposedLine first = one.compose(3);
    one.compose(0);
    assertEquals(first, new LineComposer(digits, style, 7).compose(3));
    assertNotEquals(first.text(), one.compose(4).text());
    assertNotEquals(first.text(), new LineComposer(digits, style, 8).compose(3).text());
  }

  @Test
  void stylesThatDifferInTheGapHaveTheSameDigits() {
    assertEquals(line(LineStyle.wide(5), 2).digits(), line(LineStyle.touching(5), 2).digits());
  }

  @Test
  void wideGapsAreBetweenTheColumnsOfNeighbours() {
    for (int index = 0; index < 20; index++) {
      ComposedLine line = line(LineStyle.wide(5), index);
      for (int i = 1; i < 5; i++) {
        int gap = gap(line, i);
        assertTrue(gap >= 3 && gap <= 8, "gap " + gap);
      }
    }
  }

  @Test
  void touchingNeighboursMeetOrHaveFourColumnsInCommon() {
    LineStyle clean = LineStyle.touching(2).withSpeckle(0);
    int meet = 0;
    for (int index = 0; index < 50; index++) {
      ComposedLine line = line(clean, index);
      assertTrue(gap(line, 1) <= 0 && gap(line, 1) >= -4, "gap " + gap(line, 1));
      meet += inkIsConnected(line) ? 1 : 0;
    }
    assertTrue(meet > 25, meet + " of 50 pairs meet");
  }

  @Test
  void overlappingNeighboursAreAtLeastAsNear() {
    int nearer = 0;
    for (int index = 0; index < 50; index++) {
      int touching = gap(line(LineStyle.touching(2), index), 1);
      int overlapping = gap(line(LineStyle.overlapping(2, 4), index), 1);
      assertTrue(overlapping <= touching && overlapping >= -4);
      nearer += overlapping < touching ? 1 : 0;
    }
    assertTrue(nearer > 15, nearer + " of 50 pairs are nearer");
  }

  private static int gap(ComposedLine line, int i) {
    return line.boxes().get(i).left() - line.boxes().get(i - 1).right();
  }

  /** Whether some row has no paper between two digits. */
  private static boolean inkIsConnected(ComposedLine line) {
    int middle = (line.boxes().get(0).right() + line.boxes().get(1).left()) / 2;
    for (int row = 0; row < line.ink().height(); row++) {
      boolean paper = false;
      for (int c = middle - 2; c <= middle + 2; c++) {
        paper |= line.ink().level(row, c) < Glyph.INK;
      }
      if (!paper) {
        return true;
      }
    }
    return false;
  }

  @Test
  void strokesRulesAndSpecksAddInkAndTakeNoneAway() {
    byte[] plain = line(PLAIN, 1).ink().levels();
    for (LineStyle more :
        List.of(PLAIN.withJoins(1), PLAIN.withRule(true), PLAIN.withSpeckle(0.01))) {
      byte[] levels = line(more, 1).ink().levels();
      int added = 0;
      for (int i = 0; i < plain.length; i++) {
        assertTrue((levels[i] & 0xff) >= (plain[i] & 0xff));
        added += levels[i] != plain[i] ? 1 : 0;
      }
      assertTrue(added > 10, more + " changed " + added + " pixels");
    }
  }

  /** Neighbouring zeros of amounts are written in one go, from the top of one to the next. */
  @Test
  void zerosAreJoinedAtTheTop() {
    byte[] ring = new byte[28 * 28];
    for (int i = 0; i < ring.length; i++) {
      double far = Math.hypot((i / 28 - 14) / 10.0, (i % 28 - 14) / 6.0);
      ring[i] = (byte) (far > 0.75 && far < 1.05 ? 255 : 0);
    }
    LabelledImages zeros =
        new LabelledImages(28, 28, ring, new int[] {0}, LabelledImages.numbered(10));
    for (int index = 0; index < 20; index++) {
      ComposedLine apart = new LineComposer(zeros, PLAIN, 1).compose(index, 0, 0);
      ComposedLine joined = new LineComposer(zeros, PLAIN.withJoins(1), 1).compose(index, 0, 0);
      Extent first = apart.boxes().get(0);
      for (int row = 0; row < apart.ink().height(); row++) {
        boolean added = false;
        for (int column = 0; column < apart.ink().width(); column++) {
          added |= apart.ink().level(row, column) != joined.ink().level(row, column);
        }
        boolean low = row > first.top() + 0.3 * first.height();
        assertTrue(!added || !low, "line " + index + ": a stroke in row " + row);
      }
    }
  }

  /** As of amounts: what is written in one go ends in small ones. */
  @Test
  void zerosThatEndAJoinedLineAreSmaller() {
    byte[] block = new byte[2 * 28 * 28];
    for (int i = 0; i < block.length; i++) {
      int row = i / 28 % 28;
      block[i] = (byte) (row >= 4 && row < 24 && i % 28 >= 10 && i % 28 < 18 ? 255 : 0);
    }
    LabelledImages set =
        new LabelledImages(28, 28, block, new int[] {0, 1}, LabelledImages.numbered(10));
    LineStyle even = PLAIN.withJitter(0, 0, 0);
    double smallest = 1;
    for (int index = 0; index < 30; index++) {
      List<Extent> joined =
          new LineComposer(set, even.withJoins(1), 1).compose(index, 1, 0, 1, 0, 0).boxes();
      List<Extent> apart = new LineComposer(set, even, 1).compose(index, 1, 0, 1, 0, 0).boxes();
      assertEquals(heights(apart, 3), heights(joined, 3));
      assertEquals(joined.get(3).height(), joined.get(4).height());
      smallest = Math.min(smallest, joined.get(3).height() / (double) apart.get(3).height());
    }
    assertEquals(0.6, smallest, 0.06);
  }

  private static List<Integer> heights(List<Extent> boxes, int count) {
    return boxes.stream().limit(count).map(Extent::height).toList();
  }

  @Test
  void thePictureIsDarkOnWhite() {
    ComposedLine line = line(PLAIN, 0);
    byte[] grey =
        (byte[]) line.picture().getRaster().getDataElements(0, 0, line.ink().width(), 1, null);
    byte[] white = new byte[line.ink().width()];
    Arrays.fill(white, (byte) 255);
    assertArrayEquals(white, grey);
  }

  @Test
  void stylesOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> LineStyle.wide(0));
    assertThrows(IllegalArgumentException.class, () -> LineStyle.wide(5).withGap(3, 2));
    assertThrows(IllegalArgumentException.class, () -> PLAIN.withSpeckle(Double.NaN));
  }

  @Test
  void classesOfLongNamesAreCodePointsOfTheirOwn() {
    byte[] ink = new byte[2 * 28 * 28];
    Arrays.fill(ink, (byte) 255);
    List<String> names = List.of("ox", "a");
    LabelledImages words = new LabelledImages(28, 28, ink, new int[] {0, 1}, names);
    String text = new LineComposer(words, LineStyle.wide(3), 1).compose(0, 0, 1, 0).text();
    assertEquals(3, text.codePointCount(0, text.length()));
    assertEquals("ox a ox", Alphabet.of(names).spelled(text));
  }
}
