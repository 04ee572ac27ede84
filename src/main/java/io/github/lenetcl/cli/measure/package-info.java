/**
 * Commands that measure and check: {@code bench}, {@code tune}, {@code selftest}, {@code
 * gradients}, {@code devices}, {@code experiment}, {@code plot}.
 */
package io.github.lenetcl.cli.measure;
