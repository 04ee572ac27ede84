package io.github.lenetcl.reading.graph;

import java.util.List;

/**
 * A path through a {@link Graph}.
 *
 * @param arcs the indices of its arcs, from the first node to the last
 * @param penalty the sum of their penalties
 */
public record Path(List<Integer> arcs, double penalty) {

  /** Copies the list. */
  public Path {
    arcs = List.copyOf(arcs);
  }
}
