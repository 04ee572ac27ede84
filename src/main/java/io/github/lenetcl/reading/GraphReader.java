package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads lines by over-segmentation: more cuts than needed, a price from the network for every piece
 * between them, and the cheapest path (Sections V and VI). A wrong cut makes pieces that look like
 * no digit, and is dear.
 *
 * <p>A line is cut a few times first, and closer if it is in doubt then: most lines need no more.
 * One that still is may be looked at again, slanted and larger, and says what most of the looks
 * say.
 */
public final class GraphReader implements ExplainingReader {

  /** The most looks at a line. */
  public static final int MOST_LOOKS = 6;

  /** So many lines are taken together: some thousand pieces. */
  private static final int LINES = 128;

  /**
   * A reading of less confidence is in doubt. On 1,000 lines each of the last 10,000 training
   * digits of MNIST 1.40, 5.20 and 9.80 % are misread, and with all cuts from the start 1.40, 5.40
   * and 9.40, at three fifths of the lines a second.
   */
  private static final double SURE = 0.97;

  private static final Reading NOTHING = new Reading(List.of(), 0);

  private final PieceClassifier pieces;
  private final Prices prices;
  private final List<Look> looks;

  /**
   * Puts a model on a device, to look at each line once.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits; the names of its classes have one character each
   * @throws IllegalArgumentException if the model is of another kind
   */
  public GraphReader(Backend backend, Model model) {
    this(backend, model, 1);
  }

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits; the names of its classes have one character each
   * @param looks how often to look at a line that stays in doubt, 1 to {@value #MOST_LOOKS}: more
   *     are right more often, and take their time for such lines
   * @throws IllegalArgumentException if the model is of another kind, or the looks out of range
   */
  public GraphReader(Backend backend, Model model, int looks) {
    this.looks = Look.more(looks);
    this.pieces = new PieceClassifier(backend, model);
    this.prices = Schooling.of(model).prices();
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    List<Separator> separators = Separator.wanted(options.grammar());
    List<Reading> readings = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LINES) {
      List<InkImage> part = lines.subList(from, Math.min(lines.size(), from + LINES));
      readings.addAll(read(part, options, separators));
    }
    return readings;
  }

  /** Reads lines with few cuts, and those again with all cuts that then are in doubt. */
  private List<Reading> read(
      List<InkImage> lines, ReadingOptions options, List<Separator> separators) {
    List<CleanLine> clean = clean(lines, separators);
    List<Reading> readings = decoded(graphs(clean, separators, Segmentation.FAR), options);
    int[] doubtful = doubtful(readings);
    List<SegmentationGraph> closer = graphs(at(doubtful, clean), separators, Segmentation.CLOSE);
    return replaced(readings, doubtful, closely(at(doubtful, lines), closer, options, separators));
  }

  /**
   * Reads lines that were in doubt, with all cuts, and with more looks where that is not enough.
   */
  private List<Reading> closely(
      List<InkImage> lines,
      List<SegmentationGraph> first,
      ReadingOptions options,
      List<Separator> separators) {
    List<Reading> readings = decoded(first, options);
    if (looks.isEmpty()) {
      return readings;
    }
    int[] doubtful = doubtful(readings);
    List<InkImage> again = at(doubtful, lines);
    List<List<SegmentationGraph>> all = new ArrayList<>(List.of(at(doubtful, first)));
    for (Look look : looks) {
      List<InkImage> seen = again.parallelStream().map(look::of).toList();
      all.add(graphs(clean(seen, separators), separators, Segmentation.CLOSE));
    }
    List<Reading> better =
        IntStream.range(0, doubtful.length)
            .parallel()
            .mapToObj(i -> together(all.stream().map(each -> each.get(i)).toList(), options))
            .toList();
    return replaced(readings, doubtful, better);
  }

  private static int[] doubtful(List<Reading> readings) {
    return IntStream.range(0, readings.size())
        .filter(i -> readings.get(i).confidence() < SURE)
        .toArray();
  }

  private static <T> List<T> at(int[] places, List<T> all) {
    return IntStream.of(places).mapToObj(all::get).toList();
  }

  private static List<Reading> replaced(List<Reading> all, int[] places, List<Reading> by) {
    List<Reading> readings = new ArrayList<>(all);
    for (int i = 0; i < places.length; i++) {
      readings.set(places[i], by.get(i));
    }
    return readings;
  }

  private static List<CleanLine> clean(List<InkImage> lines, List<Separator> separators) {
    double speck = separators.isEmpty() ? CleanLine.SPECK : CleanLine.SPECK_BESIDE_POINTS;
    return lines.parallelStream().map(line -> CleanLine.of(line, speck)).toList();
  }

  private List<SegmentationGraph> graphs(
      List<CleanLine> lines, List<Separator> separators, double distance) {
    List<Segmentation> cut =
        lines.parallelStream().map(line -> Segmentation.of(line, distance)).toList();
    List<float[]> penalties = pieces.penalties(cut);
    int[] labels = pieces.labels();
    return IntStream.range(0, cut.size())
        .parallel()
        .mapToObj(
            i -> SegmentationGraph.of(cut.get(i), penalties.get(i), labels, prices, separators))
        .toList();
  }

  private static List<Reading> decoded(List<SegmentationGraph> graphs, ReadingOptions options) {
    return graphs.parallelStream()
        .map(
            graph ->
                graph.segmentation().isLine()
                    ? Decoder.read(graph.graph(), graph::box, options)
                    : NOTHING)
        .toList();
  }

  /** Reads one line of several looks. */
  private static Reading together(List<SegmentationGraph> looks, ReadingOptions options) {
    SegmentationGraph first = looks.get(0);
    return first.segmentation().isLine()
        ? Decoder.read(looks.stream().map(SegmentationGraph::graph).toList(), first::box, options)
        : NOTHING;
  }

  /**
   * Draws how a line is read, like Figure 16: the line with its cuts and the boxes of the digits,
   * below it the graph with the best class of each piece and its price, and the best path. Of
   * several looks it is the first that is drawn.
   *
   * @param line the line
   * @param options what is asked
   * @return an SVG document
   */
  @Override
  public String explain(InkImage line, ReadingOptions options) {
    List<Separator> separators = Separator.wanted(options.grammar());
    List<CleanLine> clean = clean(List.of(line), separators);
    List<SegmentationGraph> graphs = graphs(clean, separators, Segmentation.FAR);
    List<Reading> readings = decoded(graphs, options);
    if (doubtful(readings).length > 0) {
      graphs = graphs(clean, separators, Segmentation.CLOSE);
      readings = closely(List.of(line), graphs, options, separators);
    }
    return Explanation.draw(graphs.get(0), readings.get(0));
  }

  @Override
  public void close() {
    pieces.close();
  }
}
