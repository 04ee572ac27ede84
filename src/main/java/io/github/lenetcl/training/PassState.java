package io.github.lenetcl.training;

import io.github.lenetcl.compute.Tally;

/**
 * How far a pass is.
 *
 * @param pass the pass, from 1
 * @param done samples that are done: a whole number of updates
 * @param tally their losses and errors
 * @param seconds the time that they took
 */
public record PassState(int pass, int done, Tally tally, double seconds) {

  /**
   * {@return the start of a pass}
   *
   * @param pass the pass, from 1
   */
  public static PassState startOf(int pass) {
    return new PassState(pass, 0, Tally.NONE, 0);
  }
}
