/**
 * The {@code lenet} command: one class for each subcommand, and what they share. This is the only
 * package that prints.
 */
package io.github.lenetcl.cli;
