package io.github.lenetcl.reading.compose;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A line of digits and what it says.
 *
 * @param ink the line
 * @param text what it says, a code point for each digit: that of its class in an {@link
 *     io.github.lenetcl.reading.Alphabet}
 * @param digits the index in the digit set of each digit
 * @param boxes where each digit's ink is in the line
 */
public record ComposedLine(InkImage ink, String text, List<Integer> digits, List<Extent> boxes) {

  /** Copies the lists. */
  public ComposedLine {
    digits = List.copyOf(digits);
    boxes = List.copyOf(boxes);
  }

  /** {@return the line as a grey picture, dark on white} */
  public BufferedImage picture() {
    byte[] paper = new byte[ink.levels().length];
    for (int i = 0; i < paper.length; i++) {
      paper[i] = (byte) ~ink.levels()[i];
    }
    BufferedImage picture =
        new BufferedImage(ink.width(), ink.height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, ink.width(), ink.height(), paper);
    return picture;
  }
}
