/**
 * Weighted graphs of what a line may read, and the paths through them (LeCun et al. 1998, Sections
 * IV to VI): best paths, sums over all paths with their gradients, and grammars that limit what is
 * read.
 *
 * <p>Start at {@link io.github.lenetcl.reading.graph.Graph}. A {@linkplain
 * io.github.lenetcl.reading.graph.Grammars grammar} is an {@linkplain
 * io.github.lenetcl.reading.graph.Automaton automaton}; {@linkplain
 * io.github.lenetcl.reading.graph.Composition composed} with a graph it leaves the paths that it
 * accepts.
 */
package io.github.lenetcl.reading.graph;
