package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.InkImage;

/** A reader that can draw how it reads. */
public interface ExplainingReader extends LineReader {

  /**
   * Draws how a line is read.
   *
   * @param line the line
   * @param options what is asked
   * @param caption a line to stand below the drawing, as of the model, the device and the date
   * @return an SVG document
   */
  String explain(InkImage line, ReadingOptions options, String caption);
}
