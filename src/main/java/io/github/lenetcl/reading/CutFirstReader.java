package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.reading.graph.Arc;
import io.github.lenetcl.reading.graph.Graph;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cuts first and reads after, the way that Section V argues against, to compare with: each blob is
 * a digit; where the grammar has a single length the nearest two are joined until there are that
 * many, or the widest are shared out among more digits and cut where little ink is crossed, near
 * equal widths. The network has no say in where the cuts are.
 */
public final class CutFirstReader implements LineReader {

  /** How much dearer the ink of a cut is that is a digit's width off. */
  private static final double OFF = 3;

  private final PieceClassifier pieces;
  private final Decoder decoder;

  /**
   * Puts a model on a device.
   *
   * @param backend the device, which stays the caller's to close
   * @param model a model of 28×28 digits
   * @throws IllegalArgumentException if the model is of another kind
   */
  public CutFirstReader(Backend backend, Model model) {
    this.pieces = new PieceClassifier(backend, model);
    this.decoder = new Decoder(pieces.alphabet(), Credence.SWEPT);
  }

  /**
   * A run of parts that is taken for a digit.
   *
   * @param first the first part
   * @param last the last part
   */
  private record Run(int first, int last) {

    int parts() {
      return last - first + 1;
    }

    Extent extent(List<Part> parts) {
      return parts.subList(first, last + 1).stream()
          .map(Part::extent)
          .reduce(Extent::with)
          .orElseThrow();
    }
  }

  /** {@inheritDoc} The classes of the model and nothing else. */
  @Override
  public Set<Integer> symbols() {
    return IntStream.of(pieces.labels()).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<Reading> read(List<InkImage> lines, ReadingOptions options) {
    Requirement.check(options.grammar(), this);
    OptionalInt length = options.grammar().map(Lengths::only).orElse(OptionalInt.empty());
    List<Segmentation> segmentations =
        lines.parallelStream()
            .map(line -> Segmentation.of(CleanLine.of(line, CleanLine.SPECK), Segmentation.FAR))
            .toList();
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
    return decoder.read(
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
      return shared(runs, parts, length.getAsInt());
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

  /** Shares runs out among so many digits: one more to the one whose digits are the widest. */
  private static List<Run> shared(List<Run> runs, List<Part> parts, int length) {
    int[] digits = new int[runs.size()];
    Arrays.fill(digits, 1);
    for (int count = runs.size(); count < length; count++) {
      int widest = -1;
      double most = 0;
      for (int i = 0; i < digits.length; i++) {
        double width = (double) runs.get(i).extent(parts).width() / digits[i];
        if (width > most && digits[i] < runs.get(i).parts()) {
          most = width;
          widest = i;
        }
      }
      if (widest >= 0) {
        digits[widest]++;
      }
    }
    List<Run> cut = new ArrayList<>();
    for (int i = 0; i < digits.length; i++) {
      cut(runs.get(i), digits[i], parts, cut);
    }
    return cut;
  }

  /** Cuts a run into so many digits, no more than it has parts, from the left. */
  private static void cut(Run run, int digits, List<Part> parts, List<Run> into) {
    Extent extent = run.extent(parts);
    double width = (double) extent.width() / digits;
    int first = run.first;
    for (int digit = 1; digit < digits; digit++) {
      double even = extent.left() + digit * width;
      int best = first;
      double least = Double.POSITIVE_INFINITY;
      // Each digit to the right of it needs a part.
      for (int last = first; last <= run.last - (digits - digit); last++) {
        double off = Math.abs(parts.get(last).extent().right() - even) / width;
        double cost = (1 + parts.get(last).rightInk()) * (1 + OFF * off * off);
        if (cost < least) {
          least = cost;
          best = last;
        }
      }
      into.add(new Run(first, best));
      first = best + 1;
    }
    into.add(new Run(first, run.last));
  }

  @Override
  public void close() {
    pieces.close();
  }
}
