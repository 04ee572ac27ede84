package io.github.lenetcl.reading;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Forward;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.segmentation.Part;
import io.github.lenetcl.reading.segmentation.Piece;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds the weights of {@link Prices} for a model, which stays as it is: descends the forward
 * penalty of the right texts less that of all texts (Section VI-D) on lines composed of training
 * digits, half of them of a known number of digits.
 */
public final class PriceFit {

  private static final int LINES = 3000;
  private static final int ROUNDS = 60;
  private static final int TOLD = 10;

  /** The steps of Adam fall from this to 0. */
  private static final double RATE = 0.1;

  private static final long SEED = 7;

  /** A line, what the network says of its pieces, and what is to be read. */
  private record Line(Segmentation cut, float[] penalties, String text, Automaton grammar) {}

  /** A loss and its derivative by each weight. */
  private record Descent(double loss, double[] gradient) {

    Descent plus(Descent other) {
      double[] sum = gradient.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.gradient[i];
      }
      return new Descent(loss + other.loss, sum);
    }
  }

  private final List<Line> lines;
  private final int[] labels;

  private PriceFit(List<Line> lines, int[] labels) {
    this.lines = lines;
    this.labels = labels;
  }

  /**
   * Fits.
   *
   * @param args the folder of the digits, and a model file
   * @throws Exception if one of them cannot be read
   */
  public static void main(String[] args) throws Exception {
    LabelledImages digits = DataSets.open(args[0]).training();
    Model model = Models.load(Path.of(args[1]));
    try (Selection device = Backends.open("cpu");
        PieceClassifier pieces = new PieceClassifier(device.backend(), model)) {
      new PriceFit(lines(digits, pieces), pieces.labels()).fit(Schooling.of(model).prices());
    }
  }

  private static List<Line> lines(LabelledImages digits, PieceClassifier pieces) {
    LineStyle style = LineStyle.wide(5).withJitter(2.5, 0.13, 0.25).withSpeckle(0.003);
    List<LineComposer> composers =
        IntStream.of(10, 0, -1, -1)
            .mapToObj(most -> new LineComposer(digits, gap(style, most), SEED))
            .toList();
    List<ComposedLine> composed =
        IntStream.range(0, LINES)
            .parallel()
            .mapToObj(i -> composers.get(i % composers.size()).compose(i))
            .toList();
    List<Segmentation> cut =
        composed.parallelStream().map(line -> Segmentation.of(line.ink())).toList();
    List<float[]> penalties = pieces.penalties(cut);
    Automaton any = Grammars.pattern("\\d*");
    Automaton five = Grammars.digits(5);
    return IntStream.range(0, LINES)
        .mapToObj(
            i ->
                new Line(
                    cut.get(i),
                    penalties.get(i),
                    composed.get(i).text(),
                    i / composers.size() % 2 == 0 ? five : any))
        .toList();
  }

  /** A style of digits up to so far apart; below 0 of overlapping ones. */
  private static LineStyle gap(LineStyle style, double most) {
    return most < 0 ? style.withGap(-4, 0) : style.withGap(0, most);
  }

  private void fit(Prices start) {
    double[] weights = weights(start);
    double[] mean = new double[weights.length];
    double[] square = new double[weights.length];
    for (int round = 1; round <= ROUNDS; round++) {
      Prices prices = prices(start, weights);
      Descent sum =
          lines.parallelStream()
              .map(line -> descent(line, prices))
              .reduce(new Descent(0, new double[weights.length]), Descent::plus);
      if (round == 1 || round % TOLD == 0) {
        System.out.printf(Locale.ROOT, "round %d: loss %.4f%n", round, sum.loss / lines.size());
      }
      double rate = RATE * (ROUNDS - round) / ROUNDS;
      for (int i = 0; i < weights.length; i++) {
        double gradient = sum.gradient[i] / lines.size();
        mean[i] = 0.9 * mean[i] + 0.1 * gradient;
        square[i] = 0.99 * square[i] + 0.01 * gradient * gradient;
        double unbiased = Math.sqrt(square[i] / (1 - Math.pow(0.99, round))) + 1e-8;
        weights[i] -= rate * mean[i] / (1 - Math.pow(0.9, round)) / unbiased;
      }
    }
    Prices found = prices(start, weights);
    System.out.println("piece   " + text(found.piece()));
    System.out.println("skipped " + text(found.skipped()));
    System.out.println("shared  " + text(found.shared()));
  }

  private static String text(double[] weights) {
    return String.join(
        ", ",
        Arrays.stream(weights).mapToObj(each -> String.format(Locale.ROOT, "%.2f", each)).toList());
  }

  private static double[] weights(Prices prices) {
    return Arrays.stream(new double[][] {prices.piece(), prices.skipped(), prices.shared()})
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static Prices prices(Prices like, double[] weights) {
    int pieces = like.piece().length;
    int skipped = pieces + like.skipped().length;
    return new Prices(
        Arrays.copyOf(weights, pieces),
        Arrays.copyOfRange(weights, pieces, skipped),
        Arrays.copyOfRange(weights, skipped, weights.length));
  }

  private Descent descent(Line line, Prices prices) {
    SegmentationGraph graph =
        SegmentationGraph.of(line.cut, line.penalties, labels, prices, Beside.NOTHING);
    Forward right = Forward.of(graph.graph(), Grammars.text(line.text));
    Forward all = Forward.of(graph.graph(), line.grammar);
    int weights = weights(prices).length;
    if (right.penalty() == Double.POSITIVE_INFINITY) {
      return new Descent(0, new double[weights]);
    }
    double[] byArc = new double[graph.graph().arcs().size()];
    for (int arc = 0; arc < byArc.length; arc++) {
      byArc[arc] = right.posteriors()[arc] - all.posteriors()[arc];
    }
    double[] gradient = new double[weights];
    List<double[]> features = features(line, byArc.length);
    for (int arc = 0; arc < byArc.length; arc++) {
      double[] own = features.get(arc);
      int first = first(arc, line, prices);
      for (int i = 0; i < own.length; i++) {
        gradient[first + i] += byArc[arc] * own[i];
      }
    }
    return new Descent(right.penalty() - all.penalty(), gradient);
  }

  /** The features of each arc, in the order of {@link SegmentationGraph}. */
  private List<double[]> features(Line line, int arcs) {
    List<double[]> features = new ArrayList<>();
    List<Piece> pieces = line.cut.pieces();
    for (int piece = 0; piece < pieces.size(); piece++) {
      int at = piece * labels.length;
      double soft = Prices.soft(line.penalties, at, labels.length);
      double[] common = Prices.features(line.cut.line(), pieces.get(piece), soft);
      for (int i = at; i < at + labels.length; i++) {
        double penalty = Math.max(0, line.penalties[i]);
        double[] own = new double[2 + common.length];
        own[0] = Math.sqrt(1 + penalty);
        own[1] = penalty;
        System.arraycopy(common, 0, own, 2, common.length);
        features.add(own);
      }
    }
    List<Part> parts = line.cut.parts();
    parts.forEach(part -> features.add(Prices.features(part)));
    List<SegmentationGraph.Shared> shared = SegmentationGraph.shared(parts);
    while (features.size() < arcs - shared.size()) {
      // The way from a cut's second node to the cut costs nothing.
      features.add(new double[0]);
    }
    shared.forEach(each -> features.add(Prices.features(each.of(parts))));
    return features;
  }

  /** The first weight of an arc's features. */
  private int first(int arc, Line line, Prices prices) {
    int pieces = line.cut.pieces().size() * labels.length;
    if (arc < pieces) {
      return 0;
    }
    boolean isPart = arc < pieces + line.cut.parts().size();
    return prices.piece().length + (isPart ? 0 : prices.skipped().length);
  }
}
