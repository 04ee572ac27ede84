package io.github.lenetcl.reading.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.data.ink.InkImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pieces of a bar with a foot to the right, and of a bar that stands apart. */
class PieceImageTest {

  private static final int SIZE = 28 * 28;

  private static final Segmentation LINE = Segmentation.of(line());

  /** A bar of 4 columns and 30 rows, its foot 20 columns long, and 10 columns on another bar. */
  private static InkImage line() {
    byte[] levels = new byte[40 * 60];
    for (int row = 5; row < 35; row++) {
      Arrays.fill(levels, row * 60 + 6, row * 60 + 10, (byte) 255);
      Arrays.fill(levels, row * 60 + 40, row * 60 + 44, (byte) 255);
    }
    for (int row = 31; row < 35; row++) {
      Arrays.fill(levels, row * 60 + 10, row * 60 + 30, (byte) 255);
    }
    return new InkImage(40, 60, levels);
  }

  private static byte[] draw(Piece piece, float beside) {
    byte[] image = new byte[SIZE];
    new PieceImage(LINE, beside).draw(piece, image, 0);
    return image;
  }

  /** The piece of the bar without its foot, or with less of it than half. */
  private static Piece cutBar() {
    return LINE.pieces().stream()
        .filter(piece -> piece.first() == 0 && piece.severed() > 0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void inkThatWasCutOffIsShownFainter() {
    Piece bar = cutBar();
    byte[] alone = draw(bar, 0);
    byte[] half = draw(bar, 0.5f);
    byte[] full = draw(bar, 1);
    int foot = 0;
    for (int i = 0; i < SIZE; i++) {
      int own = alone[i] & 0xff;
      int more = (full[i] & 0xff) - own;
      assertTrue(more >= 0, "the piece's own ink stays as it is");
      assertEquals(own + more / 2.0, half[i] & 0xff, 1, "pixel " + i);
      foot += more > 200 ? 1 : 0;
    }
    assertTrue(foot >= 10, foot + " pixels of the foot");
  }

  @Test
  void inkOfOtherBlobsIsNotShown() {
    Piece right =
        LINE.pieces().stream()
            .filter(piece -> piece.extent().left() > 30 && piece.severed() == 0)
            .findFirst()
            .orElseThrow();
    assertArrayEquals(draw(right, 0), draw(right, 1));
  }

  @Test
  void oneDrawingHasNoTraceOfTheOneBefore() {
    PieceImage image = new PieceImage(LINE, 0.6f);
    byte[] both = new byte[2 * SIZE];
    image.draw(LINE.pieces().get(LINE.pieces().size() - 1), both, 0);
    image.draw(cutBar(), both, SIZE);
    assertArrayEquals(draw(cutBar(), 0.6f), Arrays.copyOfRange(both, SIZE, 2 * SIZE));
  }
}
