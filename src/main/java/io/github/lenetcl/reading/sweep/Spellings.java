package io.github.lenetcl.reading.sweep;

import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of {@link CharacterModel#graph} that read one text, made without looking at the others:
 * what their composition gives, a few hundred arcs and not thousands.
 *
 * @param graph a graph of these paths, whose arcs read nothing
 * @param positions the position of each arc
 * @param seen the class that each arc sees; the number of classes for junk
 */
record Spellings(Graph graph, int[] positions, int[] seen) {

  /**
   * Finds the paths. They are of states: after an even number 2n there were n characters and junk
   * was seen, after 2n − 1 there were n and the last of them was seen.
   *
   * @param model how positions spell a text
   * @param row the penalties
   * @param text the class of each character
   */
  static Spellings of(CharacterModel model, PenaltyRow row, int[] text) {
    int states = 2 * text.length + 1;
    int end = 1 + (row.positions() - 1) * states;
    List<Arc> arcs = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (int position = 0; position < row.positions(); position++) {
      boolean last = position == row.positions() - 1;
      for (int before = 0; before < (position == 0 ? 1 : states); before++) {
        int from = position == 0 ? 0 : 1 + (position - 1) * states + before;
        for (int now = before; now <= mostAfter(before, text); now++) {
          int seen = now % 2 == 0 ? row.classes() : text[now / 2];
          int to = last ? end : 1 + position * states + now;
          if (!last || now >= states - 2) {
            arcs.add(new Arc(from, to, Arc.NOTHING, model.penalty(row, position, seen)));
            places.add(new int[] {position, seen});
          }
        }
      }
    }
    return new Spellings(
        new Graph(end + 1, arcs),
        places.stream().mapToInt(place -> place[0]).toArray(),
        places.stream().mapToInt(place -> place[1]).toArray());
  }

  /** The last state after one: a character follows another without junk if they differ. */
  private static int mostAfter(int state, int[] text) {
    boolean skips = state % 2 == 1 && state + 2 <= 2 * text.length - 1;
    boolean differ = skips && text[state / 2] != text[state / 2 + 1];
    return Math.min(2 * text.length, state + (differ ? 2 : 1));
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "spellings, " + graph;
  }
}
