package io.github.lenetcl.data.ink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes the rules of boxes and forms out of the picture of one digit or of a line: straight
 * strokes, level or upright or nearly so, that run from one edge of the picture to the other. A
 * picture cut so tightly that the digit's own strokes do so keeps them.
 */
final class Rules {
  /** A rule has ink along at least this part of its way through the picture. */
  private static final double COVER = 0.85;

  /** One that begins at an edge of the picture and ends at another rule has less. */
  private static final double COVER_OF_CORNER = 0.75;

  /** The part of the picture at each side in which such a corner is looked for. */
  private static final double CORNER = 0.3;

  /** A rule on which more than this part of the other ink hangs may be a stroke of the digit … */
  private static final double ATTACHED = 0.5;

  /** Ink no further from a line than this many pixels hangs on it. */
  private static final int BESIDE = 2;

  /** … and is, unless it lies in this part of the picture at a side. */
  private static final double OUTERMOST = 0.12;

  /** What is thicker than this part of the way across is a stroke, or a dark side. */
  private static final double THICKEST = .2;

  /** The part of the picture at each side in which the outer rules of a box are looked for. */
  private static final double SIDE = 0.5;

  /** The same for a line: level rules, by the picture's height … */
  private static final double EDGE_OF_LINE = 0.3;

  /** … and upright ones, by the height as well. */
  private static final double END_OF_LINE = 0.4;

  /** Digits between rules have at most this part of the picture's height, or of its width. */
  private static final double WITHIN_RULES = 0.85;

  /** What lies in this part of the picture along its sides, by the height, is left of a rule … */
  private static final double RIM_OF_LINE = 0.12;

  /** … if no more than this part of its pixels does not. */
  private static final double MOST_INSIDE = 0.1;

  /** So many times as wide as high, a picture has no digit that is all of its width. */
  private static final double WIDE = 2;

  /** A dark side of the picture is no thicker than this part of the way across. */
  private static final double THICKEST_SIDE = 0.45;

  /** So many times as thick as a rule, ink on it is taken for the rule: with one digit … */
  private static final double LOOSE = 1.5;

  /** … and in lines, whose digits stand on a rule more often. */
  private static final double TIGHT = 1;

  /** A rule's thickness is that of this part of the places along it: of one around a digit … */
  private static final double MIDDLE = 0.5;

  /** … and of one around a line, in which digits may stand on it nearly everywhere. */
  private static final double THIN = 0.25;

  /** No less than this part of its ink is as thin, or it is no rule but strokes of digits. */
  private static final double LEAST_FREE = 0.4;

  /** Rules that are taken out in each direction, at most. */
  private static final int MOST = 4;

  /** The outermost pixels at each side that count as edge. */
  private static final int EDGE = 2;

  /** Where fewer pixels than this would be left, the rule was all there is. */
  private static final int LEAST_LEFT = 8;

  /** … or than this part of the picture's. */
  private static final double LEAST_PART_LEFT = 0.001;

  /** No less than this part of the fullest ink counts … */
  private static final double LEAST = 0.15;

  /** … and as much as this is more than what uneven light leaves along the sides of a line. */
  private static final double SHADE = 0.45;

  private final byte[] levels;
  private final int height;
  private final int width;

  /** What is fainter is no ink. */
  private int least;

  private final List<Taken> taken = new ArrayList<>();

  /** The part of the picture at each side in which level and upright rules are looked for. */
  private final double levelSide;

  private final double uprightSide;

  private final double looseness;

  /** Which part of the places along a rule shows how thick it is: at others there is more ink. */
  private final double thin;

  private Rules(InkImage ink, double levelSide, double uprightSide, double looseness, double thin) {
    this.looseness = looseness;
    this.thin = thin;
    this.levelSide = levelSide;
    this.uprightSide = uprightSide;
    this.levels = ink.levels().clone();
    this.height = ink.height();
    this.width = ink.width();
    this.least = least(levels, LEAST);
  }

  static InkImage removed(InkImage ink) {
    Rules rules = new Rules(ink, SIDE, SIDE, LOOSE, MIDDLE);
    if (!rules.isInkAtEdges()) {
      return ink;
    }
    rules.removeAll();
    rules.giveBack();
    return new InkImage(ink.height(), ink.width(), rules.levels);
  }

  /**
   * Takes the rules around a line of digits, or at some of its sides, out of its picture: the box
   * of a form or a table. Rules go on where the digits end; what is no longer than they are is
   * theirs.
   */
  static InkImage removedAround(InkImage ink) {
    double ends = END_OF_LINE * ink.height() / ink.width();
    Rules rules = new Rules(ink, EDGE_OF_LINE, Math.min(SIDE, ends), TIGHT, THIN);
    if (!rules.isInkAtEdges()) {
      return ink;
    }
    int shade = least(rules.levels, SHADE);
    rules.removeAll(shade);
    rules.removeAll(least(ink.levels(), LEAST));
    if (rules.taken.isEmpty() || rules.isEmpty()) {
      return ink;
    }
    byte[] within = rules.withoutRim();
    Optional<Extent> rest =
        Extent.of(within, ink.width(), shade)
            .or(() -> Extent.of(within, ink.width(), 2 * rules.least));
    if (rest.isEmpty()) {
      return ink;
    }
    boolean low = rest.get().height() <= WITHIN_RULES * ink.height();
    boolean narrow = rest.get().width() <= WITHIN_RULES * ink.width();
    boolean wide = ink.width() >= WIDE * ink.height();
    List<Taken> digits =
        rules.taken.stream().filter(rule -> rule.upright ? !low : !narrow && !wide).toList();
    digits.forEach(rules::giveBack);
    return digits.isEmpty()
        ? new InkImage(ink.height(), ink.width(), within)
        : new InkImage(ink.height(), ink.width(), rules.levels);
  }

  /** The levels without pieces along the sides, such as what is left of a rule that was taken. */
  private byte[] withoutRim() {
    byte[] within = levels.clone();
    int rim = (int) Math.ceil(RIM_OF_LINE * height);
    Pieces pieces = new Pieces(new InkImage(height, width, levels), 2 * least);
    for (int piece = 0; piece < pieces.count(); piece++) {
      int inside = pieces.size(piece);
      for (int run = pieces.from(piece); run < pieces.to(piece); run++) {
        inside -= pieces.inRim(run, rim);
      }
      if (inside <= MOST_INSIDE * pieces.size(piece)) {
        for (int run = pieces.from(piece); run < pieces.to(piece); run++) {
          Arrays.fill(within, pieces.begin(run), pieces.end(run), (byte) 0);
        }
      }
    }
    return within;
  }

  /** The same for rules that are as full as that, without what is fainter beside them. */
  private void removeAll(int fullness) {
    least = fullness;
    removeAll();
  }

  private void removeAll() {
    for (int round = 0; round < MOST && least > 0; round++) {
      boolean level = remove(false);
      boolean upright = remove(true);
      if (!level && !upright) {
        break;
      }
    }
  }

  /** Whether anything reaches the edges, as rules do; most pictures have nothing there. */
  private boolean isInkAtEdges() {
    for (int row = 0; row < height; row++) {
      boolean outermost = Math.min(row, height - 1 - row) < EDGE;
      int depth = outermost ? width : Math.min(EDGE, width);
      if (isInk(row * width, depth) || isInk((row + 1) * width - depth, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInk(int from, int count) {
    for (int at = from; at < from + count; at++) {
      if ((levels[at] & 0xff) >= least) {
        return true;
      }
    }
    return false;
  }

  /** What was taken out along a line: places, and the levels that they had. */
  private record Taken(
      StraightLine line, boolean upright, boolean thick, int across, int[] place, byte[] level) {
    /** How far the line is from the nearest side, 0 to 1/2. */
    double depth() {
      return Math.min(line.middle(), across - line.middle()) / across;
    }
  }

  /** Gives back lines that were strokes of the digit, as is seen when all of them are out. */
  private void giveBack() {
    while (!taken.isEmpty()) {
      List<Taken> digits = new ArrayList<>(taken.stream().filter(this::isDigits).toList());
      if (digits.isEmpty() && isEmpty()) {
        digits.add(Collections.max(taken, Comparator.comparingDouble(Taken::depth)));
      }
      if (digits.isEmpty()) {
        return;
      }
      digits.forEach(this::giveBack);
      taken.removeAll(digits);
    }
  }

  private void giveBack(Taken line) {
    for (int i = 0; i < line.place.length; i++) {
      levels[line.place[i]] = (byte) Math.max(levels[line.place[i]] & 0xff, line.level[i] & 0xff);
    }
  }

  private boolean remove(boolean upright) {
    int length = upright ? height : width;
    int across = upright ? width : height;
    if (length < Polarity.SMALL || across < Polarity.SMALL) {
      return false;
    }
    int side = (int) Math.ceil((upright ? uprightSide : levelSide) * across);
    InkImage now = new InkImage(height, width, levels);
    StraightLine best = StraightLine.withMostInk(now, upright, least, side);
    int stride = StraightLine.stride(length);
    int places = (length + stride - 1) / stride;
    double middle = best.middle() / across;
    boolean outer = middle < CORNER || middle > 1 - CORNER;
    boolean corner =
        outer
            && best.covered() >= COVER_OF_CORNER * places
            && isAtEdge(best, upright, length, across);
    if (best.covered() < COVER * places && !corner) {
      return false;
    }
    return take(best, upright, length, across);
  }

  private boolean isAtEdge(StraightLine line, boolean upright, int length, int across) {
    return isInk(line, upright, 0, across) || isInk(line, upright, length - 1, across);
  }

  private boolean isInk(StraightLine line, boolean upright, int along, int across) {
    int at = line.at(along);
    return at < 0 || at >= across || level(upright, at, along) >= least;
  }

  private static int least(byte[] levels, double part) {
    return (int) Math.ceil(part * ByteLanes.largest(levels));
  }

  private int level(boolean upright, int across, int along) {
    return levels[upright ? along * width + across : across * width + along] & 0xff;
  }

  /** Takes the line away but for where other ink crosses it or stands on it. */
  private boolean take(StraightLine line, boolean upright, int length, int across) {
    int[] from = new int[length];
    int[] to = new int[length];
    int[] runs = new int[length];
    int counted = 0;
    for (int i = 0; i < length; i++) {
      int at = Math.max(0, Math.min(across - 1, line.at(i)));
      int low = at;
      int high = at;
      if (level(upright, at, i) >= least) {
        while (low > 0 && level(upright, low - 1, i) >= least) {
          low--;
        }
        while (high < across - 1 && level(upright, high + 1, i) >= least) {
          high++;
        }
        runs[counted++] = high - low + 1;
      } else {
        high = low - 1;
      }
      from[i] = low;
      to[i] = high;
    }
    if (counted == 0) {
      return false;
    }
    Arrays.sort(runs, 0, counted);
    int thickness = runs[(int) (thin * counted)];
    int free = 0;
    while (free < counted && runs[free] <= looseness * thickness + 1) {
      free++;
    }
    if (free < LEAST_FREE * counted) {
      return false;
    }
    int atEdge = 0;
    for (int i = 0; i < length; i++) {
      atEdge += to[i] >= from[i] && (from[i] == 0 || to[i] == across - 1) ? 1 : 0;
    }
    boolean side = atEdge >= COVER * length;
    if (thickness > Math.max(2, (side ? THICKEST_SIDE : THICKEST) * across)) {
      return false;
    }
    int[] place = new int[levels.length];
    int count = 0;
    for (int i = 0; i < length; i++) {
      int run = to[i] - from[i] + 1;
      if (run > 0 && run <= looseness * thickness + 1) {
        for (int at = Math.max(0, from[i] - 1); at <= Math.min(across - 1, to[i] + 1); at++) {
          place[count++] = upright ? i * width + at : at * width + i;
        }
      }
    }
    byte[] level = new byte[count];
    for (int i = 0; i < count; i++) {
      level[i] = levels[place[i]];
      levels[place[i]] = 0;
    }
    boolean thick = thickness > Math.max(2, THICKEST * across);
    taken.add(new Taken(line, upright, thick, across, Arrays.copyOf(place, count), level));
    return true;
  }

  private boolean isEmpty() {
    int left = 0;
    for (byte level : levels) {
      left += (level & 0xff) >= 3 * least ? 1 : 0;
    }
    return left < Math.max(LEAST_LEFT, levels.length * LEAST_PART_LEFT);
  }

  /**
   * Whether the line was a stroke of the digit: most of what is left hangs on it, and either it
   * lies well inside the picture or what is left comes near the edge opposite, as a digit does that
   * fills the picture, and a box does not.
   */
  private boolean isDigits(Taken rule) {
    boolean upright = rule.upright;
    int across = rule.across;
    int length = rule.line.length();
    if (rule.thick || attached(rule) < ATTACHED) {
      return false; // a dark side of the picture, or a rule by itself
    }
    if (rule.depth() > OUTERMOST) {
      return true;
    }
    double middle = rule.line.middle();
    int edge = (int) Math.max(1, OUTERMOST * across);
    int from = length / 5;
    int far = 0;
    for (int i = from; i < length - from; i++) {
      boolean ink = false;
      for (int at = 0; at < edge; at++) {
        ink |= level(upright, middle < across / 2.0 ? across - 1 - at : at, i) >= 3 * least;
      }
      far += ink ? 1 : 0;
    }
    return far > 0 && far <= 0.6 * (length - 2 * from);
  }

  /** The part of the ink that is left that hangs on the line. */
  private double attached(Taken rule) {
    boolean[] beside = new boolean[levels.length];
    for (int place : rule.place) {
      for (int off = -BESIDE; off <= BESIDE; off++) {
        beside[Math.max(0, Math.min(beside.length - 1, place + off))] = true;
        beside[Math.max(0, Math.min(beside.length - 1, place + off * width))] = true;
      }
    }
    Pieces pieces = new Pieces(new InkImage(height, width, levels), 2 * least);
    long attached = 0;
    long all = 0;
    for (int piece = 0; piece < pieces.count(); piece++) {
      boolean touches = false;
      long mass = 0;
      for (int run = pieces.from(piece); run < pieces.to(piece); run++) {
        for (int at = pieces.begin(run); at < pieces.end(run); at++) {
          touches |= beside[at];
          mass += levels[at] & 0xff;
        }
      }
      all += mass;
      attached += touches ? mass : 0;
    }
    return all == 0 ? 0 : (double) attached / all;
  }
}
