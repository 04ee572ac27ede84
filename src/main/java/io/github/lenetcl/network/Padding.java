package io.github.lenetcl.network;

/**
 * How many rows and columns of zeros are laid around every input map before a window passes over
 * it. The paper's convolutions have none: its 28×28 digits stand in 32×32 inputs.
 */
public sealed interface Padding {

  /** No padding: the window stays inside the input ("valid"). */
  Padding NONE = new Given(0, 0, 0, 0);

  /**
   * As much as it takes to have an output for every stride of the input, ⌈input/stride⌉; where that
   * is an odd number, the last row or column gets the greater part, as in TensorFlow.
   */
  Padding SAME = new Named("same");

  /** ⌊window/2⌋ on every side. */
  Padding HALF = new Named("half");

  /** window − 1 on every side: the window meets the input in at least one value. */
  Padding FULL = new Named("full");

  /**
   * The same on all sides.
   *
   * @param amount rows and columns of zeros
   * @return the padding
   */
  static Padding of(int amount) {
    return new Given(amount, amount, amount, amount);
  }

  /**
   * Rows and columns of zeros on each side.
   *
   * @param top rows above the first
   * @param left columns before the first
   * @param bottom rows below the last
   * @param right columns behind the last
   */
  record Given(int top, int left, int bottom, int right) implements Padding {

    /** Checks that none is negative. */
    public Given {
      if (top < 0 || left < 0 || bottom < 0 || right < 0) {
        throw new IllegalArgumentException(
            "padding %d, %d, %d, %d: wanted at least 0".formatted(top, left, bottom, right));
      }
    }
  }

  /**
   * A padding that follows from the window, the stride and the input.
   *
   * @param name same, half or full
   */
  record Named(String name) implements Padding {

    /** Checks the name. */
    public Named {
      if (!name.equals("same") && !name.equals("half") && !name.equals("full")) {
        throw new IllegalArgumentException("padding " + name + ", wanted same, half or full");
      }
    }
  }
}
