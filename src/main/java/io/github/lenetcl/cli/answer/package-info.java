/**
 * Commands that answer and score: {@code classify}, {@code read}, {@code evaluate}, {@code show}.
 */
package io.github.lenetcl.cli.answer;
