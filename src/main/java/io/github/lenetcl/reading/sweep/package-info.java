/**
 * Space displacement networks (LeCun et al. 1998, Section VII): the recogniser of one digit swept
 * over a line as one convolution, and what its rows of outputs say.
 *
 * <p>Start at {@link io.github.lenetcl.reading.sweep.Sweep}, which gives a {@linkplain
 * io.github.lenetcl.reading.sweep.PenaltyRow row of penalties} for a line; {@link
 * io.github.lenetcl.reading.sweep.CharacterModel} makes it a graph; {@link
 * io.github.lenetcl.reading.sweep.ForwardLoss} tells the network what to change (Section VI).
 */
package io.github.lenetcl.reading.sweep;
