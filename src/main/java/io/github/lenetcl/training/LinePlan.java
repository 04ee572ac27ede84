package io.github.lenetcl.training;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import io.github.lenetcl.reading.Alphabet;
import io.github.lenetcl.reading.sweep.CharacterModel;
import io.github.lenetcl.reading.sweep.ForwardLoss;
import io.github.lenetcl.reading.sweep.PenaltyRow;
import io.github.lenetcl.reading.sweep.Sweep;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A plan that trains on lines composed of the samples, and does everything else with single digits.
 * Two plans of one network, of which the one for lines is ahead between a training step and the
 * next other pass.
 */
final class LinePlan extends DigitPlan {

  /** Digits in a line. */
  static final int LENGTH = 5;

  /** The most digits of an update. */
  static final int MOST = 1024;

  /** Positions of the network on a line. */
  private static final int POSITIONS = 33;

  private final Plan digits;
  private final Plan lines;
  private final TrainingLines composer;
  private final Scaling.Levels scaling;
  private final int[] labels;
  private boolean ahead;

  LinePlan(Backend backend, PlanSpec spec, int batch, LabelledImages training, Scaling scaling) {
    this.scaling = Sweep.levels(scaling);
    Network network = spec.network();
    Shape tile = Sweep.tile(network, 1, POSITIONS);
    int capacity = (batch + LENGTH - 1) / LENGTH;
    composer = new TrainingLines(training, tile.height(), tile.width());
    labels = Alphabet.of(training.classes()).symbols();
    digits = backend.plan(spec);
    lines = backend.plan(new PlanSpec(network, tile, capacity, true, spec.guarded()));
  }

  @Override
  public Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples samples, int batch) {
    ahead = true;
    CharacterModel model =
        new CharacterModel(
            CharacterModel.STANDARD.sharpness(), ((Loss.MaximumAPosteriori) loss).j());
    Tally tally = Tally.NONE;
    for (int start = 0; start < samples.count(); start += batch) {
      Source.Samples part = samples.part(start, Math.min(batch, samples.count() - start));
      tally = tally.plus(step(model, loss.scale(), part));
      lines.update(rule.after(start / batch));
    }
    return Pending.of(tally);
  }

  /** Leaves the gradient of the mean loss of a digit, in lines, and returns the losses. */
  private Tally step(CharacterModel model, float scale, Source.Samples samples) {
    int count = (samples.count() + LENGTH - 1) / LENGTH;
    List<TrainingLines.Line> composed =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                i ->
                    composer.compose(
                        samples, i * LENGTH, Math.min(LENGTH, samples.count() - i * LENGTH)))
            .toList();
    Shape input = lines.spec().input();
    float[] inputs = new float[count * input.size()];
    for (int i = 0; i < count; i++) {
      Sweep.lay(composed.get(i).ink(), 0, scaling, input, inputs, i * input.size());
    }
    lines.forward(new Source.Inputs(inputs, count));
    float[] outputs = lines.outputs();
    float[] seeds = new float[outputs.length];
    List<ForwardLoss> losses =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(i -> ForwardLoss.of(model, row(outputs, i), labels, composed.get(i).text()))
            .toList();
    Tally tally = Tally.NONE;
    for (int i = 0; i < count; i++) {
      seed(losses.get(i), i, scale / samples.count(), seeds);
      int of = Math.min(LENGTH, samples.count() - i * LENGTH);
      double value = scale * losses.get(i).loss();
      int errors = losses.get(i).misread() ? of : 0;
      tally = tally.plus(new Tally(of, value, errors, Double.isFinite(value) ? -1 : 0));
    }
    lines.seed(Seeds.first(seeds));
    lines.backward(Accumulation.REPLACE);
    return tally;
  }

  private PenaltyRow row(float[] outputs, int line) {
    int classes = labels.length;
    double[] row = new double[POSITIONS * classes];
    for (int position = 0; position < POSITIONS; position++) {
      for (int i = 0; i < classes; i++) {
        row[position * classes + i] = outputs[(line * classes + i) * POSITIONS + position];
      }
    }
    return new PenaltyRow(POSITIONS, classes, row);
  }

  private void seed(ForwardLoss loss, int line, float weight, float[] seeds) {
    int classes = labels.length;
    for (int position = 0; position < POSITIONS; position++) {
      for (int i = 0; i < classes; i++) {
        seeds[(line * classes + i) * POSITIONS + position] =
            (float) (weight * loss.gradient()[position * classes + i]);
      }
    }
  }

  /** Two plans have parameters: those of the one for lines are taken over where it is ahead. */
  @Override
  Plan digits() {
    if (ahead) {
      digits.write(Vector.PARAMETERS, lines.read(Vector.PARAMETERS));
      ahead = false;
    }
    return digits;
  }

  @Override
  public PlanSpec spec() {
    return digits.spec();
  }

  @Override
  public void write(Vector vector, float[] values) {
    digits.write(vector, values);
    lines.write(vector, values);
    ahead &= vector != Vector.PARAMETERS;
  }

  @Override
  public float[] read(Vector vector) {
    return vector == Vector.VELOCITY ? lines.read(vector) : super.read(vector);
  }

  @Override
  public void update(UpdateRule rule) {
    super.update(rule);
    lines.write(Vector.PARAMETERS, digits.read(Vector.PARAMETERS));
  }

  @Override
  public List<String> damagedGuards() {
    return Stream.of(digits, lines).flatMap(plan -> plan.damagedGuards().stream()).toList();
  }

  @Override
  public void close() {
    lines.close();
    digits.close();
  }
}
