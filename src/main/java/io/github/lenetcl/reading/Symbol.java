package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;

/**
 * A character that was read.
 *
 * @param label the character, as a Unicode code point; of a class with a longer name one of a
 *     private area
 * @param text the character, or the name of the class
 * @param penalty what reading it there costs
 * @param box where it stands in the line
 */
public record Symbol(int label, String text, double penalty, Extent box) {

  /**
   * A symbol that is a character.
   *
   * @param label the character, as a Unicode code point
   * @param penalty what reading it there costs
   * @param box where it stands in the line
   */
  public Symbol(int label, double penalty, Extent box) {
    this(label, Character.toString(label), penalty, box);
  }
}
