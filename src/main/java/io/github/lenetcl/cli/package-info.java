/**
 * The {@code lenet} command: one class for each subcommand, in rooms by what they are about, and
 * what they share. These are the only packages that print.
 */
package io.github.lenetcl.cli;
