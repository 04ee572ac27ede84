package io.github.lenetcl.reading.compose;

import io.github.lenetcl.data.Dice;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.Alphabet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Composes lines of the digits of a set. A line depends on nothing but the set, the style, the seed
 * and the line's number, so that lines can be made in any order; two styles that differ in one
 * point differ in nothing else that is drawn.
 */
public final class LineComposer {

  /** Neighbours are moved together until they touch, but not into more columns than this. */
  private static final int MOST_NESTED = 4;

  /** Zeros in a row are linked at the top: above this part of their height. */
  private static final double TOP = 0.25;

  /** Those that end a line written in one go are down to this part of the others' size. */
  private static final double SMALLEST_ZEROS = 0.55;

  /** Things that are drawn apart from each other. */
  private enum Drawn {
    DIGITS,
    SHAPES,
    GAPS,
    JOINS,
    SPECKLE,
    RULE
  }

  private final LabelledImages set;
  private final int[] symbols;
  private final LineStyle style;
  private final long seed;

  /**
   * Makes a composer.
   *
   * @param set the digits, or images of other classes
   * @param style how they are set
   * @param seed the seed of all that is drawn
   * @throws IllegalArgumentException if there are no digits
   */
  public LineComposer(LabelledImages set, LineStyle style, long seed) {
    if (set.count() == 0) {
      throw new IllegalArgumentException("lines: a set of 0 digits, wanted at least 1");
    }
    this.set = set;
    this.symbols = Alphabet.of(set.classes()).symbols();
    this.style = style;
    this.seed = seed;
  }

  /**
   * Composes a line.
   *
   * @param index its number, from 0
   * @return the line
   */
  public ComposedLine compose(int index) {
    Dice choice = dice(index, Drawn.DIGITS);
    return compose(
        index, IntStream.range(0, style.length()).map(i -> choice.below(set.count())).toArray());
  }

  /**
   * Composes a line of given digits.
   *
   * @param index its number, for all that is drawn but the digits
   * @param chosen the index in the set of each digit, at least one
   * @return the line
   */
  public ComposedLine compose(int index, int... chosen) {
    Dice shapes = dice(index, Drawn.SHAPES);
    Dice gaps = dice(index, Drawn.GAPS);
    List<Integer> digits = new ArrayList<>();
    List<Glyph> glyphs = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int written = style.joins() > 0 ? beforeZeros(chosen) : chosen.length;
    double zeros = new Dice(seed, -1L - index).between(SMALLEST_ZEROS, 1);
    for (int digit : chosen) {
      double size = digits.size() < written ? 1 : zeros;
      digits.add(digit);
      text.appendCodePoint(symbols[set.label(digit)]);
      Glyph glyph = Glyph.of(set, digit, style, size, shapes);
      double gap = pixels(gaps.between(style.leastGap(), style.mostGap()));
      int last = places.size() - 1;
      places.add(last < 0 ? 0 : places.get(last) + distance(glyphs.get(last), glyph, gap));
      glyphs.add(glyph);
    }
    return draw(index, text.toString(), digits, glyphs, places);
  }

  /**
   * How many digits there are before the zeros that end a line; all of them if it is zeros only.
   */
  private int beforeZeros(int... chosen) {
    int written = chosen.length;
    while (written > 0 && isZero(chosen[written - 1])) {
      written--;
    }
    return written == 0 ? chosen.length : written;
  }

  /** How far to the right of a digit the next one stands. */
  private int distance(Glyph digit, Glyph next, double gap) {
    int beside = digit.extent().right() - next.extent().left();
    int apart = beside + (int) Math.round(gap);
    if (gap > 0) {
      return apart;
    }
    int nearest = beside - (int) Math.round(pixels(MOST_NESTED));
    return Math.min(apart, Math.max(nearest, digit.contact(next)));
  }

  private ComposedLine draw(
      int index, String text, List<Integer> digits, List<Glyph> glyphs, List<Integer> places) {
    int margin = (int) Math.ceil(pixels(6));
    int left = Integer.MAX_VALUE;
    int right = Integer.MIN_VALUE;
    for (int i = 0; i < glyphs.size(); i++) {
      left = Math.min(left, places.get(i) + glyphs.get(i).extent().left());
      right = Math.max(right, places.get(i) + glyphs.get(i).extent().right());
    }
    int shift = margin - left;
    int height = glyphs.get(0).height();
    Canvas canvas = new Canvas(height, right - left + 2 * margin);
    List<Extent> boxes = new ArrayList<>();
    for (int i = 0; i < glyphs.size(); i++) {
      boxes.add(canvas.set(glyphs.get(i), places.get(i) + shift));
    }
    Dice joins = dice(index, Drawn.JOINS);
    for (int i = 1; i < glyphs.size(); i++) {
      boolean zeros = isZero(digits.get(i - 1)) && isZero(digits.get(i));
      double from = (zeros ? TOP : 1) * joins.between(0.15, 0.85);
      double to = (zeros ? TOP : 1) * joins.between(0.15, 0.85);
      if (joins.chance(style.joins())) {
        canvas.join(boxes.get(i - 1), from, boxes.get(i), to, pixels(2));
      }
    }
    if (style.ruled()) {
      Dice rule = dice(index, Drawn.RULE);
      double row = Glyph.baseline(set.height()) + pixels(rule.between(1.5, 3.5));
      canvas.rule(row, rule.between(-0.01, 0.01), pixels(rule.between(1, 1.6)));
    }
    canvas.speckle(style.speckle(), dice(index, Drawn.SPECKLE));
    return new ComposedLine(
        new InkImage(height, canvas.width(), canvas.levels()), text, digits, boxes);
  }

  private boolean isZero(int image) {
    return symbols[set.label(image)] == '0';
  }

  private Dice dice(int index, Drawn what) {
    return new Dice(seed, (long) index * Drawn.values().length + what.ordinal());
  }

  /** Lengths of a style as those of this set. */
  private double pixels(double length) {
    return length * set.height() / 28;
  }
}
