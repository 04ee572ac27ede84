package io.github.lenetcl.reading;

import java.util.Arrays;

/**
 * What it costs to read a piece as a digit, and to read nothing in a part: weighted sums of what
 * the network says and of the cuts, the size and the place. Summed along a path they are, up to a
 * constant, −log of the probability that the path is right.
 *
 * @param piece a weight for each of a piece's features
 * @param skip a weight for each of a part's features
 */
record Prices(double[] piece, double[] skip) {

  /**
   * Found by descending the forward penalty of the right texts, less that of all texts of five
   * digits (discriminative forward training, Section VI), on 900 lines of the last 10,000 training
   * digits of MNIST, 300 each apart, touching and overlapping.
   */
  static final Prices FITTED =
      new Prices(
          new double[] {-4.78, 0.84, -0.01, 0.18, 7.86, 3.06, 4.55, 6.07, 10.89, 5.33},
          new double[] {0.53, 2.24, 3.67});

  /**
   * The features of a piece as a digit.
   *
   * @param line the line
   * @param piece the piece
   * @param penalty the network's penalty of the class
   * @param soft −log Σ e^−y over the network's penalties
   */
  static double[] features(CleanLine line, Piece piece, double penalty, double soft) {
    double height = piece.extent().height() / line.height();
    double width = piece.extent().width() / line.height();
    double middle = (piece.extent().top() + piece.extent().bottom()) / 2.0;
    return new double[] {
      1,
      Math.sqrt(Math.max(0, penalty)),
      penalty,
      Math.sqrt(Math.max(0, soft)),
      piece.severed(),
      piece.blobs() - 1,
      piece.gap(),
      Math.abs(height - 1),
      Math.max(0, width - 1),
      Math.abs(middle - line.middle()) / line.height()
    };
  }

  /** The features of a part as nothing: 1, its ink and that of its cuts. */
  static double[] features(CleanLine line, Part part) {
    return new double[] {
      1, part.mass() / line.height(), (part.leftInk() + part.rightInk()) / line.height()
    };
  }

  /** Returns what it costs to read a piece as a class. */
  double of(CleanLine line, Piece own, double penalty, double soft) {
    return sum(piece, features(line, own, penalty, soft));
  }

  /** Returns what it costs to read nothing in a part. */
  double of(CleanLine line, Part part) {
    return sum(skip, features(line, part));
  }

  private static double sum(double[] weights, double[] features) {
    double price = 0;
    for (int i = 0; i < features.length; i++) {
      price += weights[i] * features[i];
    }
    return price;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prices that
        && Arrays.equals(piece, that.piece)
        && Arrays.equals(skip, that.skip);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(piece) + Arrays.hashCode(skip);
  }
}
