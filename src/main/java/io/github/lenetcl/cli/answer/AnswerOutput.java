package io.github.lenetcl.cli.answer;

import io.github.lenetcl.evaluation.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes answers as they come, in one of several forms. */
interface AnswerOutput {

  /**
   * Writes one answer.
   *
   * @param file the file that the image is from
   * @param index which image of the file, where it holds several
   * @param answer the answer, or nothing for a blank picture
   */
  void answer(String file, OptionalInt index, Optional<Answer> answer) throws IOException;

  /** Writes that a file could not be read. */
  void failure(String file, IOException failure) throws IOException;

  /** Writes what comes after the last answer. */
  void end() throws IOException;
}
