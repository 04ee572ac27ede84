package io.github.lenetcl.serve;

import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.ReadingOptions;

/**
 * A line to be read.
 *
 * @param ink the line
 * @param options what is asked; lines of one batch that share them are read together
 */
record Line(InkImage ink, ReadingOptions options) {}
