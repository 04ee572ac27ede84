package io.github.lenetcl.reading;

import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to read a piece as a digit, to read nothing in a part, and to read ink twice:
 * weighted sums of what the network says and of the cuts, the size and the place. Summed along a
 * path they are, up to a constant, −log of the probability that the path is right.
 *
 * @param piece a weight for each of a piece's features
 * @param skipped a weight for each of the features of a part that is not read
 * @param shared a weight for each of the features of ink that two digits share
 */
record Prices(double[] piece, double[] skipped, double[] shared) {

  /**
   * For networks that know single digits. Found, like the others, by descending the forward penalty
   * of the right texts less that of all texts (discriminative forward training, Section VI) on
   * lines of training digits of MNIST, apart, touching and overlapping; these with the network of
   * recipe {@code best} as it was.
   */
  static final Prices DIGITS =
      new Prices(
          new double[] {-0.80, 0.16, -0.62, 0.77, 6.00, 3.03, 5.80, 4.63, 8.26, 8.42, 3.83, -1.90},
          new double[] {3.93, 0.63, 4.19},
          new double[] {1.54, -0.13, 1.83});

  /**
   * For networks of recipe {@code graph}, which learn what pieces of lines look like: those that
   * the model in the jar learned with. Fitted by {@code PriceFit} in src/jmh to what it was when it
   * knew MNIST's digits only; fitted again to what it is, its loss on lines of training digits goes
   * from 0.296 to 0.294, no fewer lines are misread, and they were left.
   */
  static final Prices LINES =
      new Prices(
          new double[] {-1.56, 0.18, -1.51, 0.36, 3.56, 2.79, 6.73, 5.27, 6.44, 8.55, 3.37, 3.77},
          new double[] {2.19, 1.50, 3.38},
          new double[] {2.73, 0.78, 3.74});

  /**
   * The features of a piece as a digit that do not depend on the class, from the third on: those
   * before them are the square root of the class's penalty and the penalty.
   *
   * @param line the line
   * @param piece the piece
   * @param soft −log Σ e^−y over the network's penalties
   */
  static double[] features(CleanLine line, Piece piece, double soft) {
    double height = (double) piece.extent().height() / CleanLine.HEIGHT;
    double width = (double) piece.extent().width() / CleanLine.HEIGHT;
    double middle = (piece.extent().top() + piece.extent().bottom()) / 2.0;
    return new double[] {
      1,
      Math.sqrt(1 + Math.max(0, soft)),
      piece.severed(),
      piece.blobs() - 1,
      piece.gap(),
      Math.max(0, 1 - height),
      Math.max(0, height - 1),
      Math.max(0, width - 0.8),
      Math.abs(middle - line.middle()) / CleanLine.HEIGHT,
      piece.severed() > 0 ? Math.max(0, 0.35 - width) : 0
    };
  }

  /** The features of a part as nothing. */
  static double[] features(Part part) {
    return new double[] {
      1, part.mass() / CleanLine.HEIGHT, (part.leftInk() + part.rightInk()) / CleanLine.HEIGHT
    };
  }

  /** The features of parts that are read twice: that they are, their ink, how many there are. */
  static double[] features(List<Part> parts) {
    double mass = 0;
    for (Part part : parts) {
      mass += part.mass();
    }
    return new double[] {1, mass / CleanLine.HEIGHT, parts.size() - 1};
  }

  /** Returns what it costs to read a piece as each class. */
  double[] of(CleanLine line, Piece own, float[] penalties, int at, int classes) {
    double[] f = features(line, own, soft(penalties, at, classes));
    double common = 0;
    for (int i = 0; i < f.length; i++) {
      common += piece[i + 2] * f[i];
    }
    double[] prices = new double[classes];
    for (int c = 0; c < classes; c++) {
      double y = Math.max(0, penalties[at + c]);
      prices[c] = common + piece[0] * Math.sqrt(1 + y) + piece[1] * y;
    }
    return prices;
  }

  /**
   * Hands the derivatives by a piece's prices on to the network's penalties.
   *
   * @param penalties the network's penalties
   * @param byPrice the derivatives by the prices
   * @param at where in both the piece's classes begin
   * @param classes how many there are
   * @param gradient where the derivatives by the penalties go, in the same places
   */
  void gradient(float[] penalties, double[] byPrice, int at, int classes, float[] gradient) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += byPrice[at + c];
    }
    double soft = soft(penalties, at, classes);
    double bySoft = soft > 0 ? sum * piece[3] / (2 * Math.sqrt(1 + soft)) : 0;
    for (int c = 0; c < classes; c++) {
      double y = Math.max(0, penalties[at + c]);
      double own = piece[0] / (2 * Math.sqrt(1 + y)) + piece[1];
      gradient[at + c] = (float) (byPrice[at + c] * own + bySoft * Math.exp(soft - y));
    }
  }

  static double soft(float[] penalties, int at, int classes) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      least = Math.min(least, penalties[at + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(least - penalties[at + c]);
    }
    return least - Math.log(sum);
  }

  /** Returns what it costs to read nothing in a part. */
  double ofSkipped(Part part) {
    return sum(skipped, features(part));
  }

  /** Returns what it costs to read parts twice. */
  double ofShared(List<Part> parts) {
    return sum(shared, features(parts));
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
        && Arrays.equals(skipped, that.skipped)
        && Arrays.equals(shared, that.shared);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(piece) + Arrays.hashCode(skipped)) + Arrays.hashCode(shared);
  }
}
