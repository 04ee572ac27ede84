package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Hold;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads lines by over-segmentation: more cuts than needed, a price from the network for every piece
 * between them, and the cheapest path (Sections V and VI). A wrong cut makes pieces that look like
 * no digit, and is dear.
 *
 * <p>A line is cut a few times first, and closer if it is in doubt then: most lines need no more.
 * One that still is may be looked at again, slanted and shifted, and says what most of the looks
 * say.
 */
public final class GraphReader implements ExplainingReader {

  /** So many lines are taken together: some thousand pieces. */
  private static final int LINES = 128;

  /**
   * With few cuts a reading of a smaller share is not taken: the right cut may not be among them,
   * and then a wrong text has no rival. Of 2,000 lines each of the last 10,000 training digits of
   * MNIST, wide, touching and overlapping, 10, 28 and 49 % are cut again, and 1.20, 4.25 and 9.35 %
   * misread.
   */
  private static final double SURE = 0.97;

  /**
   * The same for several looks, where time matters less: 19, 44 and 65 % are cut again; misread, by
   * one look, are 1.20, 4.05 and 8.95 %, and with all cuts from the start 1.20, 3.95 and 8.90 %.
   */
  private static final double SURE_OF_SEVERAL = 0.99;

  /** From this confidence on a line is not looked at again. */
  private static final double CLEAR = Credence.FITTED.confidence(Look.CLEAR, 1);

  private final PieceClassifier pieces;
  private final Prices prices;
  private final double foreign;
  private final List<Mark> marks;
  private final Decoder decoder;
  private final List<Hold> holds;
  private final double sure;

  /**
   * Puts a model on a device, to look at each line once. One that learned on lines of digits has a
   * second opinion, as with several looks.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits
   * @throws IllegalArgumentException if the model is of another kind
   */
  public GraphReader(Backend backend, Model model) {
    this(backend, model, 1);
  }

  /**
   * Puts a model on a device. Beside one that learned on lines of digits (recipe {@code graph}) the
   * bundled {@code ink} is asked about what no cut goes through: it was not taught where digits
   * end, and knows more hands.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits
   * @param looks how often to look at a line that stays in doubt, 1 to {@value #MOST_LOOKS}: more
   *     are right more often, and take their time for such lines
   * @throws IllegalArgumentException if the model is of another kind, or the looks out of range
   */
  public GraphReader(Backend backend, Model model, int looks) {
    this(backend, model, Schooling.of(model).second(model), looks);
  }

  /**
   * Puts a model on a device, and a second one or none.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits
   * @param second a model of the same classes that is asked too about what no cut goes through
   * @param looks how often to look at a line that stays in doubt, 1 to {@value #MOST_LOOKS}
   * @throws IllegalArgumentException if a model is of another kind, or the looks out of range
   */
  public GraphReader(Backend backend, Model model, Optional<Model> second, int looks) {
    Look.check(looks);
    this.holds = Hold.ALL.subList(1, looks);
    this.sure = Credence.FITTED.confidence(looks == 1 ? SURE : SURE_OF_SEVERAL, 1);
    this.pieces = new PieceClassifier(backend, model, second);
    Schooling schooling = Schooling.of(model);
    this.prices = schooling.prices();
    this.foreign = schooling.foreign(model);
    this.marks = Mark.beside(pieces.labels());
    this.decoder = new Decoder(pieces.alphabet(), Credence.FITTED);
  }

  /** {@inheritDoc} The classes of the model and the marks that are told by their shapes. */
  @Override
  public Set<Integer> symbols() {
    return IntStream.concat(IntStream.of(pieces.labels()), IntStream.of(Mark.symbols()))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    Requirement.check(options.grammar(), this);
    Beside beside = beside(options);
    List<Reading> readings = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LINES) {
      List<InkImage> part =
          lines.subList(from, Math.min(lines.size(), from + LINES)).parallelStream()
              .map(InkImage::withoutRules)
              .toList();
      readings.addAll(read(part, options, beside));
    }
    return readings;
  }

  /**
   * What may be seen beside the classes. Where nobody knows what foreign ink costs, nobody knows
   * what marks may cost either, and they are looked for if they are asked for.
   */
  private Beside beside(ReadingOptions options) {
    boolean unknown = foreign == Double.POSITIVE_INFINITY && options.grammar().isEmpty();
    return new Beside(unknown ? List.of() : marks, options.grammar(), foreign);
  }

  /** Reads lines with few cuts, and those again with all cuts that then are in doubt. */
  private List<Reading> read(List<InkImage> lines, ReadingOptions options, Beside beside) {
    List<CleanLine> clean = clean(lines, Hold.PLAIN, beside);
    List<Reading> readings = decoded(graphs(clean, beside, Segmentation.FAR), options);
    Doubts doubts = Doubts.below(sure, readings);
    List<SegmentationGraph> closer = graphs(doubts.of(clean), beside, Segmentation.CLOSE);
    return doubts.replacedBy(closely(doubts.of(lines), closer, options, beside));
  }

  /**
   * Reads lines that were in doubt, with all cuts, and with more looks where that is not enough.
   */
  private List<Reading> closely(
      List<InkImage> lines, List<SegmentationGraph> first, ReadingOptions options, Beside beside) {
    List<Reading> readings = decoded(first, options);
    if (holds.isEmpty()) {
      return readings;
    }
    Doubts doubts = Doubts.below(CLEAR, readings);
    List<InkImage> again = doubts.of(lines);
    List<List<SegmentationGraph>> all = new ArrayList<>(List.of(doubts.of(first)));
    for (Hold hold : holds) {
      all.add(graphs(clean(again, hold, beside), beside, Segmentation.CLOSE));
    }
    List<Reading> better =
        IntStream.range(0, again.size())
            .parallel()
            .mapToObj(i -> together(all.stream().map(each -> each.get(i)).toList(), options))
            .toList();
    return doubts.replacedBy(better);
  }

  private static List<CleanLine> clean(List<InkImage> lines, Hold hold, Beside beside) {
    double speck = beside.wantsMarks() ? CleanLine.SPECK_BESIDE_POINTS : CleanLine.SPECK;
    return lines.parallelStream().map(line -> CleanLine.of(line, speck, hold)).toList();
  }

  private List<SegmentationGraph> graphs(List<CleanLine> lines, Beside beside, double distance) {
    List<Segmentation> cut =
        lines.parallelStream().map(line -> Segmentation.of(line, distance)).toList();
    List<float[]> penalties = pieces.penalties(cut);
    int[] labels = pieces.labels();
    return IntStream.range(0, cut.size())
        .parallel()
        .mapToObj(i -> SegmentationGraph.of(cut.get(i), penalties.get(i), labels, prices, beside))
        .toList();
  }

  private List<Reading> decoded(List<SegmentationGraph> graphs, ReadingOptions options) {
    return graphs.parallelStream().map(graph -> together(List.of(graph), options)).toList();
  }

  /** Reads a line of one look or several. */
  private Reading together(List<SegmentationGraph> looks, ReadingOptions options) {
    SegmentationGraph first = looks.get(0);
    return first.segmentation().isLine()
        ? decoder.read(looks.stream().map(SegmentationGraph::graph).toList(), first::box, options)
        : Reading.BLANK;
  }

  /**
   * Draws how a line is read, like Figure 16: the line with its cuts and the boxes of the digits,
   * below it the graph with the best class of each piece and its price, and the best path. Of
   * several looks it is the first that is drawn.
   *
   * @param picture the line
   * @param options what is asked
   * @param caption what is written below the picture
   * @return an SVG document
   */
  @Override
  public String explain(InkImage picture, ReadingOptions options, String caption) {
    Requirement.check(options.grammar(), this);
    InkImage line = picture.withoutRules();
    Beside beside = beside(options);
    List<CleanLine> clean = clean(List.of(line), Hold.PLAIN, beside);
    List<SegmentationGraph> graphs = graphs(clean, beside, Segmentation.FAR);
    List<Reading> readings = decoded(graphs, options);
    if (!Doubts.below(sure, readings).none()) {
      graphs = graphs(clean, beside, Segmentation.CLOSE);
      readings = closely(List.of(line), graphs, options, beside);
    }
    return Explanation.draw(graphs.get(0), pieces.alphabet(), readings.get(0), caption);
  }

  @Override
  public void close() {
    pieces.close();
  }
}
