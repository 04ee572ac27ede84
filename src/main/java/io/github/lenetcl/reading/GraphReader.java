package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads lines by over-segmentation: more cuts than needed, a price from the network for every piece
 * between them, and the cheapest path (Sections V and VI). A wrong cut makes pieces that look like
 * no digit, and is dear.
 *
 * <p>A line is cut a few times first, and closer if it is in doubt then: most lines need no more.
 */
public final class GraphReader implements ExplainingReader {

  /** So many lines are taken together: some thousand pieces. */
  private static final int LINES = 128;

  /**
   * A reading of less confidence is in doubt. On 1,000 lines each of the last 10,000 training
   * digits of MNIST 1.40, 5.20 and 9.80 % are misread, and with all cuts from the start 1.40, 5.40
   * and 9.40, at three fifths of the lines a second.
   */
  private static final double SURE = 0.97;

  private final PieceClassifier pieces;
  private final Prices prices;

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits; the names of its classes have one character each
   * @throws IllegalArgumentException if the model is of another kind
   */
  public GraphReader(Backend backend, Model model) {
    this.pieces = new PieceClassifier(backend, model);
    this.prices = Schooling.of(model).prices();
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    List<Separator> separators = separators(options);
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
    List<CleanLine> clean = lines.parallelStream().map(line -> clean(line, separators)).toList();
    List<Reading> readings = new ArrayList<>(read(clean, options, separators, Segmentation.FAR));
    int[] doubtful =
        IntStream.range(0, clean.size()).filter(i -> isDoubtful(readings.get(i))).toArray();
    List<CleanLine> again = IntStream.of(doubtful).mapToObj(clean::get).toList();
    List<Reading> better = read(again, options, separators, Segmentation.CLOSE);
    for (int i = 0; i < doubtful.length; i++) {
      readings.set(doubtful[i], better.get(i));
    }
    return readings;
  }

  private List<Reading> read(
      List<CleanLine> lines, ReadingOptions options, List<Separator> separators, double distance) {
    return graphs(lines, separators, distance).map(graph -> read(graph, options)).toList();
  }

  private static boolean isDoubtful(Reading reading) {
    return reading.confidence() < SURE;
  }

  /** Returns the separators that a grammar asks for. */
  private static List<Separator> separators(ReadingOptions options) {
    return options
        .grammar()
        .map(Automaton::symbols)
        .map(symbols -> IntStream.of(symbols).mapToObj(Separator::of).flatMap(Optional::stream))
        .map(Stream::toList)
        .orElse(List.of());
  }

  private static CleanLine clean(InkImage line, List<Separator> separators) {
    return CleanLine.of(
        line, separators.isEmpty() ? CleanLine.SPECK : CleanLine.SPECK_BESIDE_POINTS);
  }

  private Stream<SegmentationGraph> graphs(
      List<CleanLine> lines, List<Separator> separators, double distance) {
    List<Segmentation> cut =
        lines.parallelStream().map(line -> Segmentation.of(line, distance)).toList();
    List<float[]> penalties = pieces.penalties(cut);
    int[] labels = pieces.labels();
    return IntStream.range(0, cut.size())
        .parallel()
        .mapToObj(
            i -> SegmentationGraph.of(cut.get(i), penalties.get(i), labels, prices, separators));
  }

  private static Reading read(SegmentationGraph graph, ReadingOptions options) {
    return graph.segmentation().isLine()
        ? Decoder.read(graph.graph(), graph::box, options)
        : new Reading(List.of(), 0);
  }

  /**
   * Draws how a line is read, like Figure 16: the line with its cuts and the boxes of the digits,
   * below it the graph with the best class of each piece and its price, and the best path.
   *
   * @param line the line
   * @param options what is asked
   * @return an SVG document
   */
  @Override
  public String explain(InkImage line, ReadingOptions options) {
    List<Separator> separators = separators(options);
    CleanLine clean = clean(line, separators);
    SegmentationGraph graph = graph(clean, separators, Segmentation.FAR);
    Reading reading = read(graph, options);
    if (isDoubtful(reading)) {
      graph = graph(clean, separators, Segmentation.CLOSE);
      reading = read(graph, options);
    }
    return Explanation.draw(graph, reading);
  }

  private SegmentationGraph graph(CleanLine line, List<Separator> separators, double distance) {
    return graphs(List.of(line), separators, distance).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
