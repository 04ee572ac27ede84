package io.github.lenetcl.experiment;

/** What LeCun et al. 1998 report on MNIST, errors in per cent. */
final class Paper {

  /** LeNet-5's test error without distortions (Section III-B). */
  static final double TEST_ERROR = 0.95;

  /** Its test error when trained with distorted digits too (Section III-B). */
  static final double DISTORTED_TEST_ERROR = 0.8;

  /** Its training error (Section III-B). */
  static final double TRAINING_ERROR = 0.35;

  /** After how many passes it was that. */
  static final int TRAINING_ERROR_PASS = 19;

  /** The number of passes (Section III-B). */
  static final int PASSES = 20;

  /** After how many of them the test error levels. */
  static final int LEVELS_AFTER = 10;

  /** The range of the effective steps in the first pass (Section III-B). */
  static final String STEPS = "7e-5 to 0.016";

  /** The misread test digits that Figure 8 shows. */
  static final int MISTAKES = 82;

  /** The digits of its test set. */
  static final int TEST_DIGITS = 10_000;

  private Paper() {}
}
