/**
 * Pictures of a network at work. A picture is made of {@link io.github.lenetcl.cli.drawing.Block
 * blocks}, each of which knows its size and draws itself.
 */
package io.github.lenetcl.cli.drawing;
