package io.github.lenetcl.reading;

/**
 * How far what a graph says is to be believed. Two questions are asked apart. Does the line say
 * something that was asked for? Of all that it may say, marks and foreign ink included, the
 * accepted readings have a share: that is the evidence of the line alone. Who asks for a pattern
 * knows which marks to expect, and who asks for none expects digits: the odds that they are right
 * are raised by that much (Bayes) against marks that nobody asked for, foreign ink and spaces.
 * Against other texts of the same symbols, such as a digit more, they are not: a pattern that does
 * not fit would make digits up, or drop them. And which of the accepted readings is it? The share
 * of the text among them answers, calibrated.
 *
 * <p>The two do not depend on each other: where digits of a strange hand look foreign, the line
 * fits badly, and which digits they are is as sure as elsewhere.
 *
 * @param pattern by how much the odds are raised that a line fits the pattern, against other marks
 *     and foreign ink
 * @param any the same without a pattern: that a line holds nothing but classes
 * @param slope of the log-odds of a text by those of its share
 * @param offset what is added to them
 * @param least a line that fits a pattern less than this says something else, and is not read
 */
record Credence(double pattern, double any, double slope, double offset, double least) {

  /** What is left of certainty: no share is taken for more than one less this. */
  private static final double LEAST = 1e-6;

  /**
   * Fitted to lines of digits that no model was trained on (Semeion, and USPS's test digits), two
   * to seven of them: apart, touching, overlapping, joined by strokes, on a rule, photographed on
   * plain and on patterned paper and in boxes; some with a mark, a letter or a gap, so that any
   * number read there without a pattern is wrong. The likelihood hardly tells slopes from 0.8 to 1
   * and offsets from −0.2 to −0.8 apart; these are the most cautious by which half of the right
   * answers are at 0.9 and above.
   */
  static final Credence FITTED = new Credence(60, 100, 0.9, -0.8, 0.04);

  /**
   * For networks that are swept, which see no marks and, if they were trained on single digits, no
   * junk: what they see besides lowers the confidence, and nothing is refused for it.
   */
  static final Credence SWEPT = new Credence(60, 8, 0.7, 0, 0);

  /** Nothing but the shares. */
  static final Credence PLAIN = new Credence(60, 8, 1, 0, 0.04);

  /**
   * {@return how likely it is that a line holds nothing but classes, where no pattern is asked for}
   *
   * @param share the share of such readings among all
   */
  double fit(double share) {
    return share <= 0 ? 0 : 1 / (1 + (1 - share) / (any * share));
  }

  /**
   * {@return how likely it is that a line says something that was asked for}
   *
   * @param share the accepted readings' share of all
   * @param alike the share of those that hold the symbols asked for and classes, in any order
   */
  double fit(double share, double alike) {
    return share <= 0
        ? 0
        : share / (Math.max(share, alike) + (1 - Math.max(share, alike)) / pattern);
  }

  /**
   * {@return whether a line says something else than what was asked for, so that it is not read}
   * Who knows that there are five digits is told the best five even where four are more likely.
   *
   * @param share the accepted readings' share of all
   */
  boolean isRefused(double share) {
    return pattern * share < least * (pattern * share + 1 - share);
  }

  /**
   * {@return how likely a text is right}
   *
   * @param share its share of the accepted readings
   * @param fit how likely it is that the line says something that was asked for
   */
  double confidence(double share, double fit) {
    if (share <= 0) {
      return 0;
    }
    double p = Math.min(1 - LEAST, share);
    return fit / (1 + Math.exp(-slope * Math.log(p / (1 - p)) - offset));
  }
}
