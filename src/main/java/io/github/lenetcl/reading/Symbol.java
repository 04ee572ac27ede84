package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;

/**
 * A character that was read.
 *
 * @param label the character, as a Unicode code point
 * @param penalty what reading it there costs
 * @param box where it stands in the line
 */
public record Symbol(int label, double penalty, Extent box) {

  /** {@return the character} */
  public String text() {
    return Character.toString(label);
  }
}
