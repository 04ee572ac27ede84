package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts first and reads after, the way that Section V argues against, to compare with: each blob is
 * a digit, where the grammar has a single length the widest is cut in two, at the cut that crosses
 * the least ink, or the nearest two are joined until there are that many. The network has no say in
 * where the cuts are.
 */
public final class CutFirstReader implements LineReader {

  private final PieceClassifier pieces;

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits; the names of its classes have one character each
   * @throws IllegalArgumentException if the model is of another kind
   */
  public CutFirstReader(Backend backend, Model model) {
    this.pieces = new PieceClassifier(backend, model);
  }

  /**
   * A run of parts that is taken for a digit.
   *
   * @param first the first part
   * @param last the last part
   */
  private record Run(int first, int last) {

    Extent extent(List<Part> parts) {
      return parts.subList(first, last + 1).stream()
          .map(Part::extent)
          .reduce(Extent::with)
          .orElseThrow();
    }
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    OptionalInt length = options.grammar().map(Lengths::only).orElse(OptionalInt.empty());
    List<Segmentation> segmentations = lines.parallelStream().map(Segmentation::of).toList();
    List<Segmentation> cut =
        segmentations.stream()
            .map(line -> line.withPieces(pieces(line, runs(line.parts(), length))))
            .toList();
    List<float[]> penalties = pieces.penalties(cut);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < cut.size(); i++) {
      readings.add(read(cut.get(i), penalties.get(i), options));
    }
    return readings;
  }

  private Reading read(Segmentation line, float[] penalties, ReadingOptions options) {
    int[] labels = pieces.labels();
    List<Piece> digits = line.pieces();
    List<Arc> arcs = new ArrayList<>();
    for (int i = 0; i < digits.size(); i++) {
      for (int c = 0; c < labels.length; c++) {
        arcs.add(new Arc(i, i + 1, labels[c], penalties[i * labels.length + c]));
      }
    }
    Graph graph = new Graph(digits.size() + 1, arcs);
    return Decoder.read(
        graph, arc -> line.line().inPicture(digits.get(arcs.get(arc).from()).extent()), options);
  }

  private static List<Piece> pieces(Segmentation line, List<Run> runs) {
    return runs.stream()
        .map(run -> new Piece(run.first, run.last, run.extent(line.parts()), 0, 1, 0))
        .toList();
  }

  private static List<Run> runs(List<Part> parts, OptionalInt length) {
    List<Run> runs = blobs(parts);
    if (length.isPresent() && !runs.isEmpty()) {
      while (runs.size() > Math.max(1, length.getAsInt())) {
        joinNearest(runs, parts);
      }
      while (runs.size() < length.getAsInt() && cutWidest(runs, parts)) {
        // One more.
      }
    }
    return runs;
  }

  /** The runs of parts of the same blob. */
  private static List<Run> blobs(List<Part> parts) {
    List<Run> runs = new ArrayList<>();
    for (int first = 0, last = 0; first < parts.size(); first = last) {
      while (last < parts.size() && parts.get(last).blob() == parts.get(first).blob()) {
        last++;
      }
      runs.add(new Run(first, last - 1));
    }
    return runs;
  }

  /** Joins the two neighbours that are the narrowest together. */
  private static void joinNearest(List<Run> runs, List<Part> parts) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < runs.size(); i++) {
      int width = new Run(runs.get(i).first, runs.get(i + 1).last).extent(parts).width();
      if (width < least) {
        least = width;
        best = i;
      }
    }
    runs.set(best, new Run(runs.get(best).first, runs.remove(best + 1).last));
  }

  /** Cuts the widest run where the least ink is crossed; false where nothing can be cut. */
  private static boolean cutWidest(List<Run> runs, List<Part> parts) {
    int widest = -1;
    for (int i = 0; i < runs.size(); i++) {
      boolean wider =
          widest < 0 || runs.get(i).extent(parts).width() > runs.get(widest).extent(parts).width();
      if (runs.get(i).first < runs.get(i).last && wider) {
        widest = i;
      }
    }
    if (widest < 0) {
      return false;
    }
    Run run = runs.get(widest);
    Extent extent = run.extent(parts);
    int best = run.first;
    double least = Double.POSITIVE_INFINITY;
    for (int last = run.first; last < run.last; last++) {
      // Cuts near the middle are right more often: ink counts more the farther they are from it.
      double off = 2.0 * parts.get(last).extent().right() - extent.left() - extent.right();
      double ink = (1 + parts.get(last).rightInk()) * (1 + 4 * Math.abs(off) / extent.width());
      if (ink < least) {
        least = ink;
        best = last;
      }
    }
    runs.set(widest, new Run(run.first, best));
    runs.add(widest + 1, new Run(best + 1, run.last));
    return true;
  }

  @Override
  public void close() {
    pieces.close();
  }
}
