package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.graph.Automaton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads lines by over-segmentation: more cuts than needed, a price from the network for every piece
 * between them, and the cheapest path (Sections V and VI). A wrong cut makes pieces that look like
 * no digit, and is dear.
 */
public final class GraphReader implements ExplainingReader {

  /** So many lines are taken together: some thousand pieces. */
  private static final int LINES = 128;

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
      List<Segmentation> segmentations =
          part.parallelStream().map(line -> segmentation(line, separators)).toList();
      List<float[]> penalties = pieces.penalties(segmentations);
      readings.addAll(
          IntStream.range(0, part.size())
              .parallel()
              .mapToObj(
                  i -> read(graph(segmentations.get(i), penalties.get(i), separators), options))
              .toList());
    }
    return readings;
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

  private static Segmentation segmentation(InkImage line, List<Separator> separators) {
    return Segmentation.of(
        line,
        separators.isEmpty() ? CleanLine.SPECK : CleanLine.SPECK_BESIDE_POINTS,
        Segmentation.CLOSE);
  }

  private SegmentationGraph graph(
      Segmentation segmentation, float[] penalties, List<Separator> separators) {
    return SegmentationGraph.of(segmentation, penalties, pieces.labels(), prices, separators);
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
    Segmentation segmentation = segmentation(line, separators);
    float[] penalties = pieces.penalties(List.of(segmentation)).get(0);
    SegmentationGraph graph = graph(segmentation, penalties, separators);
    return Explanation.draw(graph, read(graph, options));
  }

  @Override
  public void close() {
    pieces.close();
  }
}
