package io.github.lenetcl.reading;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Cut;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws how a line was read, like Figure 16: the line with its cuts, and below it the graph, where
 * each piece is an arc with its best class, and the best path stands out.
 */
final class Explanation {

  /** Pixels of the drawing for the height of a digit. */
  private static final double DIGIT = 120;

  private static final int MARGIN = 30;

  /** The size of the caption's letters. */
  private static final int CAPTION = 12;

  /** From one line of the caption to the next. */
  private static final int LINE = 17;

  /** Pixels between arcs of pieces of n and n + 1 parts. */
  private static final int LEVEL = 46;

  private final Segmentation segmentation;
  private final SegmentationGraph graph;
  private final Alphabet alphabet;
  private final Reading reading;
  private final String caption;
  private final double scale = DIGIT / CleanLine.HEIGHT;
  private final StringBuilder svg = new StringBuilder();

  /** Where the line begins: in the middle, under which the caption may be wider. */
  private double left;

  private Explanation(SegmentationGraph graph, Alphabet alphabet, Reading reading, String caption) {
    this.segmentation = graph.segmentation();
    this.graph = graph;
    this.alphabet = alphabet;
    this.reading = reading;
    this.caption = caption;
  }

  static String draw(SegmentationGraph graph, Alphabet alphabet, Reading reading, String caption) {
    return new Explanation(graph, alphabet, reading, caption).draw();
  }

  private String draw() {
    InkImage ink = segmentation.line().ink();
    List<String> captions = SvgText.lines(caption, CAPTION, ink.width() * scale);
    double widest = captions.stream().mapToDouble(l -> SvgText.width(l, CAPTION)).max().orElse(0);
    double width = Math.max(ink.width() * scale, widest) + 2 * MARGIN;
    left = (width - ink.width() * scale) / 2;
    double base = ink.height() * scale + 2 * MARGIN;
    int highest =
        segmentation.pieces().stream().mapToInt(p -> p.last() - p.first() + 1).max().orElse(1);
    double said = base + (highest + 0.3) * LEVEL + 1.5 * MARGIN;
    double height = said + (captions.size() + 1) * LINE;
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f'"
            + " height='%.0f' font-family='sans-serif' font-size='12'>%n",
        width, height, width, height);
    add("<rect width='100%%' height='100%%' fill='white'/>%n");
    add(
        "<image x='%.1f' y='%d' width='%.1f' height='%.1f' style='image-rendering:pixelated'"
            + " href='data:image/png;base64,%s'/>%n",
        left, MARGIN, ink.width() * scale, ink.height() * scale, InlinePicture.png(ink));
    cuts();
    arcs(base);
    boxes();
    add(
        "<text x='%.0f' y='%.0f' font-size='18' text-anchor='middle'>%s</text>%n",
        width / 2,
        said,
        reading.best().isEmpty()
            ? reading.seen().isEmpty() ? "blank" : "not read; looks like " + reading.seen()
            : String.format(
                Locale.ROOT, "%s, confidence %.3f", reading.text(), reading.confidence()));
    for (int i = 0; i < captions.size(); i++) {
      add(
          "<text x='%.0f' y='%.0f' fill='#666' text-anchor='middle'>%s</text>%n",
          width / 2, said + 4 + (i + 1) * LINE, SvgText.escaped(captions.get(i)));
    }
    return svg.append("</svg>\n").toString();
  }

  private void cuts() {
    for (int blob = 0; blob < segmentation.cuts().size(); blob++) {
      int top = segmentation.line().blobs().get(blob).extent().top();
      for (Cut cut : segmentation.cuts().get(blob)) {
        add("<polyline fill='none' stroke='#d33' stroke-width='1.2' points='");
        for (int row = 0; row < cut.columns().length; row++) {
          add("%.1f,%.1f ", x(cut.columns()[row]), y(top + row + 0.5));
        }
        add("'/>%n");
      }
    }
  }

  private void boxes() {
    CleanLine line = segmentation.line();
    for (Symbol symbol : symbols()) {
      Extent box = symbol.box();
      add(
          "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='none' stroke='#06c'"
              + " stroke-width='2'/>%n",
          x((box.left() - line.left()) / line.step()),
          y((box.top() - line.top()) / line.step()),
          box.width() * scale / line.step(),
          box.height() * scale / line.step());
    }
  }

  private List<Symbol> symbols() {
    return reading.best().map(Candidate::symbols).orElse(List.of());
  }

  /** Draws the cuts' nodes and, of each piece, the best arc. */
  private void arcs(double base) {
    List<Integer> taken = new ArrayList<>();
    for (int piece = 0; piece < segmentation.pieces().size(); piece++) {
      int best = piece * graph.classes();
      for (int arc = best; arc < (piece + 1) * graph.classes(); arc++) {
        best = penalty(arc) < penalty(best) ? arc : best;
        if (isTaken(arc)) {
          taken.add(arc);
        }
      }
      path(best, base, "#bbb", 1);
      price(best, base, "#888");
    }
    taken.forEach(arc -> path(arc, base, "#06c", 3));
    // The next arc must not cross a price that was drawn before.
    taken.forEach(arc -> price(arc, base, "#06c"));
    for (int cut = 0; cut <= segmentation.parts().size(); cut++) {
      add("<circle cx='%.1f' cy='%.1f' r='4' fill='black'/>%n", cutX(cut), base);
    }
  }

  private double penalty(int arc) {
    return graph.graph().arcs().get(arc).penalty();
  }

  private boolean isTaken(int index) {
    Arc arc = graph.graph().arcs().get(index);
    Extent box = graph.box(index);
    return symbols().stream()
        .anyMatch(
            symbol ->
                symbol.label() == arc.label()
                    && symbol.box().equals(box)
                    && symbol.penalty() == arc.penalty());
  }

  private void path(int index, double base, String colour, int stroke) {
    Piece piece = graph.piece(index);
    double from = cutX(piece.first());
    double to = cutX(piece.last() + 1);
    double control = 2 * deepest(piece, base) - base;
    add(
        "<path d='M %.1f %.1f Q %.1f %.1f %.1f %.1f' fill='none' stroke='%s'"
            + " stroke-width='%d'/>%n",
        from, base, (from + to) / 2, control, to, base, colour, stroke);
  }

  private static double deepest(Piece piece, double base) {
    return base + (piece.last() + 1 - piece.first()) * LEVEL;
  }

  /** Writes an arc's class and penalty where it is deepest. */
  private void price(int index, double base, String colour) {
    Arc arc = graph.graph().arcs().get(index);
    Piece piece = graph.piece(index);
    add(
        "<text x='%.1f' y='%.1f' text-anchor='middle' fill='%s' stroke='white' stroke-width='3'"
            + " paint-order='stroke'>%s %.1f</text>%n",
        (cutX(piece.first()) + cutX(piece.last() + 1)) / 2,
        deepest(piece, base) + 4,
        colour,
        alphabet.name(arc.label()),
        arc.penalty());
  }

  /** The column of a cut: between the parts on its sides. */
  private double cutX(int cut) {
    List<Part> parts = segmentation.parts();
    if (parts.isEmpty()) {
      return left;
    }
    double from = cut == 0 ? parts.get(0).extent().left() : parts.get(cut - 1).extent().right();
    double to = cut == parts.size() ? from : parts.get(cut).extent().left();
    return x((from + to) / 2);
  }

  private double x(double column) {
    return left + column * scale;
  }

  private double y(double row) {
    return MARGIN + row * scale;
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
