package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads lines by over-segmentation: more cuts than needed, a price from the network for every piece
 * between them, and the cheapest path (Sections V and VI). A wrong cut makes pieces that look like
 * no digit, and is dear.
 */
public final class GraphReader implements ExplainingReader {

  /** So many lines are taken together: some thousand pieces. */
  private static final int LINES = 128;

  /** A line of more parts, hundreds of digits or a picture of something else, is not read. */
  private static final int MOST_PARTS = 2000;

  private final PieceClassifier pieces;

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits; the names of its classes have one character each
   * @throws IllegalArgumentException if the model is of another kind
   */
  public GraphReader(Backend backend, Model model) {
    this.pieces = PieceClassifier.of(backend, model);
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    List<Reading> readings = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LINES) {
      List<InkImage> part = lines.subList(from, Math.min(lines.size(), from + LINES));
      List<Segmentation> segmentations = part.parallelStream().map(Segmentation::of).toList();
      List<SegmentationGraph> graphs = graphs(segmentations);
      IntStream.range(0, graphs.size())
          .parallel()
          .mapToObj(i -> read(segmentations.get(i), graphs.get(i), options))
          .forEachOrdered(readings::add);
    }
    return readings;
  }

  private static Reading read(
      Segmentation segmentation, SegmentationGraph graph, ReadingOptions options) {
    return isLine(segmentation)
        ? Decoder.read(graph.graph(), graph.boxes()::get, options)
        : new Reading(List.of(), 0);
  }

  private static boolean isLine(Segmentation segmentation) {
    return segmentation.parts().size() <= MOST_PARTS;
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
    Segmentation segmentation = Segmentation.of(line);
    SegmentationGraph graph = graphs(List.of(segmentation)).get(0);
    Reading reading = read(segmentation, graph, options);
    return Explanation.draw(segmentation, graph, reading);
  }

  List<SegmentationGraph> graphs(List<Segmentation> lines) {
    List<List<Optional<byte[]>>> images = lines.parallelStream().map(GraphReader::images).toList();
    List<List<Optional<Answer>>> answers = pieces.classify(images);
    int[] labels = pieces.labels();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> SegmentationGraph.of(lines.get(i), answers.get(i), labels, Prices.FITTED))
        .toList();
  }

  private static List<Optional<byte[]>> images(Segmentation line) {
    return isLine(line) ? line.pieces().stream().map(line::normalised).toList() : List.of();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
