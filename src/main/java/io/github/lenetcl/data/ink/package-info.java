/**
 * The ink of a picture: what is paper and what is ink on it, which strokes are the digit's and
 * which are rules, frames and specks, and the digit brought to the size and place that MNIST's
 * digits have.
 *
 * <p>Start at {@link io.github.lenetcl.data.ink.DigitImage#normalise}. A picture becomes {@link
 * io.github.lenetcl.data.ink.Pixels}, these an {@link io.github.lenetcl.data.ink.InkImage}, 0 for
 * paper and 255 for full ink, and of that the digit is taken. Nothing here knows of files or of
 * networks.
 */
package io.github.lenetcl.data.ink;
