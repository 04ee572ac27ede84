package io.github.lenetcl.reading;

import io.github.lenetcl.data.InkImage;

/** A reader that can draw how it reads. */
public interface ExplainingReader extends LineReader {

  /**
   * Draws how a line is read.
   *
   * @param line the line
   * @param options what is asked
   * @return an SVG document
   */
  String explain(InkImage line, ReadingOptions options);
}
