/**
 * Lines of digits to learn from and to test on, composed of single ones.
 *
 * <p>Start at {@link io.github.lenetcl.reading.compose.LineComposer}.
 */
package io.github.lenetcl.reading.compose;
