package io.github.lenetcl.serve;

import java.io.IOException;

/** Answers the requests of one path and method. */
interface Route {

  /**
   * Answers.
   *
   * @throws Problem if it cannot, with what to tell
   * @throws IOException if what was sent cannot be read, in one line
   */
  Reply answer(Request request) throws IOException;
}
