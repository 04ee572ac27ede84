/**
 * Networks as a user of Keras expects them: {@link io.github.lenetcl.fitting.Compiled} puts a
 * network with a loss and an optimiser on a device, then {@code fit}, {@code evaluate} and {@code
 * predict}.
 */
package io.github.lenetcl.fitting;
