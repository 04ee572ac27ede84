package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.PieceImage;
import io.github.lenetcl.reading.segmentation.Segmentation;

/**
 * A line cut into pieces that may be digits, to train a network on: draw the pieces, ask the
 * network for their penalties, and hand these to {@link #loss}.
 */
public final class SegmentedLine {

  private final Segmentation segmentation;

  private SegmentedLine(Segmentation segmentation) {
    this.segmentation = segmentation;
  }

  /**
   * Cuts a line.
   *
   * @param line the line
   * @return its pieces
   */
  public static SegmentedLine of(InkImage line) {
    return new SegmentedLine(Segmentation.of(line));
  }

  /** {@return how many pieces there are} */
  public int pieces() {
    return segmentation.pieces().size();
  }

  /**
   * Draws all pieces as MNIST's digits are, one after the other.
   *
   * @param to images of 28×28 levels
   * @param at where in them the first begins
   */
  public void draw(byte[] to, int at) {
    PieceImage image = new PieceImage(segmentation, Schooling.LINES.beside());
    int next = at;
    for (Piece piece : segmentation.pieces()) {
      image.draw(piece, to, next);
      next += DigitImage.SIDE * DigitImage.SIDE;
    }
  }

  /**
   * {@return the loss of the line and its gradient}
   *
   * @param penalties the network's penalties of each class, piece by piece
   * @param labels the character of each class, as a code point
   * @param text what the line says
   * @param grammar what it might have said; accepts the text
   * @throws IllegalArgumentException if it does not
   */
  public GraphLoss loss(float[] penalties, int[] labels, String text, Automaton grammar) {
    if (!grammar.accepts(text)) {
      throw new IllegalArgumentException(
          "line: it says '%s', wanted what the grammar accepts".formatted(text));
    }
    SegmentationGraph graph =
        SegmentationGraph.of(
            segmentation, penalties, labels, Schooling.LINES.prices(), Beside.NOTHING);
    return GraphLoss.of(graph, penalties, text, grammar);
  }
}
