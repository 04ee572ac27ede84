package io.github.lenetcl.reading;

import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What a network learned from: it decides how pieces are shown to it and what its answers cost. */
enum Schooling {

  /** Single digits. A piece is shown as if there were nothing beside it. */
  DIGITS(0, Prices.DIGITS, 8),

  /**
   * Pieces of lines (recipe {@code graph}). The ink that hangs together with a piece is shown too,
   * fainter: so the network sees which strokes go on beyond a cut, and that they are not the
   * piece's own. Without it, of 2,000 numbers of overlapping digits 20.85 % were misread.
   */
  LINES(0.6f, Prices.LINES, 4.5);

  private static final int DIGITS_THERE_ARE = 10;

  private final float beside;
  private final Prices prices;
  private final double foreign;

  Schooling(float beside, Prices prices, double foreign) {
    this.beside = beside;
    this.prices = prices;
    this.foreign = foreign;
  }

  /**
   * Returns how a model was taught.
   *
   * @param model the model, which tells its recipe
   */
  static Schooling of(Model model) {
    return model.provenance().recipe().filter("graph"::equals).isPresent() ? LINES : DIGITS;
  }

  /**
   * Returns who else is asked about what no cut goes through: beside a model that learned on lines
   * of digits the bundled one that knows single ones by any hand.
   *
   * @param model a model that was taught so
   */
  Optional<Model> second(Model model) {
    if (this == DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(Models.bundled("ink")).filter(s -> s.classes().equals(model.classes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How dark the ink is shown that hangs together with a piece: 0 is not at all, 1 as it is. */
  float beside() {
    return beside;
  }

  /** What pieces cost. */
  Prices prices() {
    return prices;
  }

  /**
   * What it costs that a blob is no class: about what a letter costs as the digit it resembles.
   * Infinite for a model that learned on lines of other classes: there only what readings cost
   * beside each other is learned, so that right symbols may cost as much.
   */
  double foreign(Model model) {
    boolean digits = model.classes().equals(LabelledImages.numbered(DIGITS_THERE_ARE));
    return this == DIGITS || digits ? foreign : Double.POSITIVE_INFINITY;
  }
}
