package io.github.lenetcl.reading.sweep;

import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the positions of a row spell a text (Section VII-B): at each there is a character or junk,
 * and a character that is seen at neighbouring positions is one. Between two alike there is junk.
 *
 * <p>A graph of it has a node for each position and what was seen before it; an arc that begins a
 * character reads it, one that goes on with it, or is junk, reads nothing. So any grammar can be
 * composed with it.
 *
 * @param sharpness what penalties are multiplied by, above 0. Those of radial basis functions are
 *     squared distances over many units, far larger than the −log of a probability
 * @param junk the penalty of junk, before that
 */
public record CharacterModel(double sharpness, double junk) {

  /**
   * The model that recipe {@code sdnn} trains with. Chosen on lines of the last 10,000 training
   * digits of MNIST: at a sharpness of 1 training goes nowhere, at 0.3 it is slow, and 0.05 is no
   * better than 0.08.
   */
  public static final CharacterModel STANDARD = new CharacterModel(0.08, 56);

  /** Checks the numbers. */
  public CharacterModel {
    if (!(sharpness > 0) || !Double.isFinite(sharpness) || !Double.isFinite(junk)) {
      throw new IllegalArgumentException(
          "character model: sharpness %s and junk %s, wanted one above 0 and a finite one"
              .formatted(sharpness, junk));
    }
  }

  /**
   * {@return what an arc of class {@code i} costs at a position; of junk where {@code i} is the
   * number of classes}
   *
   * @param row the row
   * @param position the position
   * @param i the class
   */
  double penalty(PenaltyRow row, int position, int i) {
    return sharpness * (i == row.classes() ? junk : row.at(position, i));
  }

  /**
   * {@return the share of each class at a position, and at last that of junk: e^−penalty of the
   * sum}
   *
   * @param row the row
   * @param position the position
   */
  public double[] shares(PenaltyRow row, int position) {
    double[] penalties =
        IntStream.rangeClosed(0, row.classes())
            .mapToDouble(i -> penalty(row, position, i))
            .toArray();
    double least = Arrays.stream(penalties).min().orElseThrow();
    double sum = Arrays.stream(penalties).map(each -> Math.exp(least - each)).sum();
    return Arrays.stream(penalties).map(each -> Math.exp(least - each) / sum).toArray();
  }

  /**
   * {@return what a row may say}
   *
   * <p>Its arcs are in the order of the positions; at each, of what was seen before it, and then of
   * what is seen, junk after all classes. There is nothing but junk before the first position.
   *
   * @param row the row
   * @param labels the character of each class, as a code point
   */
  public Graph graph(PenaltyRow row, int[] labels) {
    int symbols = row.classes() + 1;
    int junkNode = row.classes();
    int end = 1 + (row.positions() - 1) * symbols;
    List<Arc> arcs = new ArrayList<>();
    for (int position = 0; position < row.positions(); position++) {
      boolean last = position == row.positions() - 1;
      for (int before = position == 0 ? junkNode : 0; before < symbols; before++) {
        int from = position == 0 ? 0 : 1 + (position - 1) * symbols + before;
        for (int now = 0; now < symbols; now++) {
          int to = last ? end : 1 + position * symbols + now;
          int label = now == before || now == junkNode ? Arc.NOTHING : labels[now];
          arcs.add(new Arc(from, to, label, penalty(row, position, now)));
        }
      }
    }
    return new Graph(end + 1, arcs);
  }

  /**
   * {@return what a row spells where there is no grammar: the most likely choice at each position}
   *
   * @param row the row
   * @param labels the character of each class, as a code point
   */
  public String spell(PenaltyRow row, int[] labels) {
    StringBuilder text = new StringBuilder();
    int before = row.classes();
    for (int position = 0; position < row.positions(); position++) {
      int now = row.classes();
      for (int i = 0; i < row.classes(); i++) {
        now = penalty(row, position, i) < penalty(row, position, now) ? i : now;
      }
      if (now != before && now != row.classes()) {
        text.appendCodePoint(labels[now]);
      }
      before = now;
    }
    return text.toString();
  }

  /**
   * {@return at which position an arc of {@link #graph} is}
   *
   * @param arc the arc's index
   * @param classes the classes of the row
   */
  public static int position(int arc, int classes) {
    int symbols = classes + 1;
    return (arc + symbols * symbols - symbols) / (symbols * symbols);
  }
}
