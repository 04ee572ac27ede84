package io.github.lenetcl.bench;

/** Work that can be done in any amount. */
interface Piece {

  /**
   * Does some of it and returns when it is done.
   *
   * @param size how much
   * @return what it came to, in samples, bytes or operations
   */
  double run(int size);

  /** Returns the largest size. */
  default int largest() {
    return Integer.MAX_VALUE;
  }
}
