package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;

/**
 * Neighbouring parts that may be one digit.
 *
 * @param first the first part
 * @param last the last part
 * @param extent the rectangle around their ink
 * @param severed the ink of the cuts that part it from the rest of its blobs, by the height of the
 *     digits
 * @param blobs how many blobs it has parts of
 * @param gap the widest gap in it, by the height of the digits
 */
public record Piece(int first, int last, Extent extent, double severed, int blobs, double gap) {}
