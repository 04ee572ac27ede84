package io.github.lenetcl.training;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.data.Dice;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.DigitImage;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.reading.Alphabet;
import io.github.lenetcl.reading.GraphLoss;
import io.github.lenetcl.reading.SegmentedLine;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import io.github.lenetcl.reading.graph.Automaton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan that trains on the pieces of lines composed of the samples, and does everything else with
 * single digits. Most pieces have no share in any path worth the name; only the others are
 * propagated back.
 */
final class GraphPlan extends DigitPlan {

  /** Digits in a line. */
  static final int LENGTH = 5;

  /** Pieces in a pass on the device. */
  private static final int CAPACITY = 1024;

  /** What has a smaller derivative by all its penalties has no share. */
  private static final float LEAST_SHARE = 1e-4f;

  private static final int SIZE = DigitImage.SIDE * DigitImage.SIDE;

  private static final LineStyle STYLE =
      LineStyle.wide(LENGTH).withJitter(2.5, 0.13, 0.25).withSpeckle(0.003);

  /** Lines that stand apart, touch, and overlap, twice as many; and those written in one go. */
  private static final List<LineStyle> STYLES =
      List.of(
          STYLE.withGap(0, 10),
          STYLE.withGap(0, 0),
          STYLE.withGap(-4, 0),
          STYLE.withGap(-4, 1),
          STYLE.withGap(0, 7).withJoins(0.4));

  private final Backend backend;
  private final Plan plan;
  private final Scaling scaling;
  private final List<LineComposer> composers;
  private final Alphabet alphabet;
  private final int[] labels;

  /** The zeros of the training images, of which lines written in one go may end in several. */
  private final int[] zeros;

  private final Automaton any;

  GraphPlan(Backend backend, PlanSpec spec, LabelledImages training, Scaling scaling) {
    this.backend = backend;
    this.scaling = scaling;
    composers =
        IntStream.range(0, STYLES.size())
            .mapToObj(i -> new LineComposer(training, STYLES.get(i), i + 1))
            .toList();
    alphabet = Alphabet.of(training.classes());
    labels = alphabet.symbols();
    any = alphabet.any();
    zeros =
        IntStream.range(0, training.count())
            .filter(i -> labels[training.label(i)] == '0')
            .toArray();
    int capacity = Math.max(CAPACITY, spec.capacity());
    plan = backend.plan(new PlanSpec(spec.network(), spec.input(), capacity, true, spec.guarded()));
  }

  /** A line in pieces, what it says, and what is known of that beforehand. */
  private record Line(SegmentedLine pieces, String text, Automaton grammar) {}

  @Override
  public Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples samples, int batch) {
    Tally tally = Tally.NONE;
    for (int start = 0; start < samples.count(); start += batch) {
      Source.Samples part = samples.part(start, Math.min(batch, samples.count() - start));
      tally = tally.plus(step(loss.scale(), part));
      update(rule);
    }
    return Pending.of(tally);
  }

  /** Leaves the gradient of the mean loss of a digit, and returns the losses. */
  private Tally step(float scale, Source.Samples samples) {
    int count = (samples.count() + LENGTH - 1) / LENGTH;
    List<Line> lines =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                i -> line(samples.part(i * LENGTH, Math.min(LENGTH, samples.count() - i * LENGTH))))
            .toList();
    int[] first = new int[count + 1];
    for (int i = 0; i < count; i++) {
      first[i + 1] = first[i] + lines.get(i).pieces.pieces();
    }
    byte[] images = new byte[first[count] * SIZE];
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> lines.get(i).pieces.draw(images, first[i] * SIZE));
    GreyImages grey = GreyImages.unlabelled(DigitImage.SIDE, DigitImage.SIDE, images);
    try (ResidentImages resident = backend.load(grey, scaling)) {
      float[] penalties = plan.outputs(Source.Samples.all(resident));
      int classes = labels.length;
      List<GraphLoss> losses =
          IntStream.range(0, count)
              .parallel()
              .mapToObj(
                  i ->
                      loss(
                          lines.get(i),
                          Arrays.copyOfRange(
                              penalties, first[i] * classes, first[i + 1] * classes)))
              .toList();
      float[] seeds = new float[penalties.length];
      Tally tally = Tally.NONE;
      for (int i = 0; i < count; i++) {
        float[] gradient = losses.get(i).gradient();
        for (int k = 0; k < gradient.length; k++) {
          seeds[first[i] * classes + k] = gradient[k];
        }
        int digits = Math.min(LENGTH, samples.count() - i * LENGTH);
        double value = scale * losses.get(i).loss();
        int errors = losses.get(i).misread() ? digits : 0;
        tally = tally.plus(new Tally(digits, value, errors, Double.isFinite(value) ? -1 : 0));
      }
      backward(resident, seeds, scale / samples.count());
      return tally;
    }
  }

  private GraphLoss loss(Line line, float[] penalties) {
    return line.pieces.loss(penalties, labels, line.text, line.grammar);
  }

  /** Composes a line; what it looks like depends on its digits and their order alone. */
  private Line line(Source.Samples samples) {
    int[] digits = IntStream.range(0, samples.count()).map(samples::index).toArray();
    int key = Arrays.hashCode(digits);
    int style = Math.floorMod(key, composers.size());
    if (STYLES.get(style).joins() > 0 && zeros.length > 0) {
      endInZeros(digits, new Dice(key, 0));
    }
    ComposedLine line = composers.get(style).compose(key, digits);
    // In every other line the number of digits is known.
    boolean known = (key >>> 16 & 1) == 0;
    Automaton grammar = known ? alphabet.exactly(digits.length) : any;
    return new Line(SegmentedLine.of(Enlarging.of(line.ink(), key)), line.text(), grammar);
  }

  /** Makes the last digits of a line zeros, none of them to all but the first, as of amounts. */
  private void endInZeros(int[] digits, Dice dice) {
    for (int i = 1 + dice.below(digits.length); i < digits.length; i++) {
      digits[i] = zeros[dice.below(zeros.length)];
    }
  }

  /** Propagates the pieces back that have a share in the loss. */
  private void backward(ResidentImages images, float[] seeds, float weight) {
    int[] chosen =
        IntStream.range(0, images.count()).filter(piece -> hasShare(seeds, piece)).toArray();
    Accumulation accumulation = Accumulation.REPLACE;
    // Even without any, for the gradient is then 0.
    for (int start = 0; start == 0 || start < chosen.length; start += CAPACITY) {
      int length = Math.min(CAPACITY, chosen.length - start);
      float[] own = new float[length * labels.length];
      for (int i = 0; i < own.length; i++) {
        int piece = chosen[start + i / labels.length];
        own[i] = weight * seeds[piece * labels.length + i % labels.length];
      }
      plan.forward(new Source.Samples(images, chosen, start, length));
      plan.seed(Seeds.first(own));
      plan.backward(accumulation);
      accumulation = Accumulation.ADD;
    }
  }

  private boolean hasShare(float[] seeds, int piece) {
    for (int i = piece * labels.length; i < (piece + 1) * labels.length; i++) {
      if (Math.abs(seeds[i]) >= LEAST_SHARE) {
        return true;
      }
    }
    return false;
  }

  @Override
  Plan digits() {
    return plan;
  }
}
