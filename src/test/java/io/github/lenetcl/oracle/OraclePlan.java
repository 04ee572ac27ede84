package io.github.lenetcl.oracle;

import static io.github.lenetcl.oracle.OracleMath.narrow;
import static io.github.lenetcl.oracle.OracleMath.widen;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Activation;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.Softmax;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The passes of an {@link OracleNetwork}, sample by sample; single precision at the door only. */
final class OraclePlan implements Plan {

  private final PlanSpec spec;
  private final OracleNetwork network;
  private final Map<Vector, double[]> vectors = new EnumMap<>(Vector.class);

  /** For each sample of the last forward pass the network with its draws. */
  private final List<OracleNetwork> drawn = new ArrayList<>();

  /** For each sample of the last forward pass its input and what each layer gave. */
  private List<List<double[]>> states = new ArrayList<>();

  /** All of them together. */
  private OracleBatch batch = new OracleBatch(drawn, false);

  /** For each sample what the passes back start from. */
  private final List<Derivatives> seeds = new ArrayList<>();

  /** How many layers lie below them: all, or all but a softmax below which cross entropy starts. */
  private int seeded;

  private double[] inputGradient = {};
  private boolean halted;

  OraclePlan(PlanSpec spec) {
    this.spec = spec;
    network = new OracleNetwork(spec.network(), spec.input());
    for (Vector vector : Vector.values()) {
      vectors.put(vector, new double[spec.network().parameterCount()]);
    }
  }

  @Override
  public PlanSpec spec() {
    return spec;
  }

  @Override
  public void write(Vector vector, float[] values) {
    vectors.put(vector, widen(values));
    halted &= vector != Vector.PARAMETERS;
  }

  @Override
  public float[] read(Vector vector) {
    return narrow(vectors.get(vector));
  }

  @Override
  public void forward(Source source) {
    drawn.clear();
    List<double[]> inputs = new ArrayList<>();
    for (int sample = 0; sample < source.count(); sample++) {
      int index = source instanceof Source.Samples samples ? samples.index(sample) : sample;
      drawn.add(network.drawing(source.draws(), index));
      inputs.add(input(source, sample));
    }
    batch = new OracleBatch(drawn, source.draws().on());
    states = batch.forward(inputs, vectors.get(Vector.PARAMETERS));
  }

  private double[] input(Source source, int sample) {
    Shape shape = spec.input();
    if (source instanceof Source.Samples samples) {
      int index = samples.order()[samples.from() + sample];
      OracleImages images = (OracleImages) samples.images();
      return samples.distortion().equals(Distortion.NONE)
          ? images.input(index, shape)
          : images.distorted(index, shape, samples.distortion(), samples.key());
    }
    float[] values = ((Source.Inputs) source).values();
    return widen(Arrays.copyOfRange(values, sample * shape.size(), (sample + 1) * shape.size()));
  }

  @Override
  public float[] output(int layer) {
    boolean squashed =
        layer + 1 < network().layers().size()
            && network().layers().get(layer + 1) instanceof Activation;
    int state = layer + (squashed ? 2 : 1);
    return narrow(
        states.stream().flatMapToDouble(each -> Arrays.stream(each.get(state))).toArray());
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples samples, float weight) {
    LossEquations equations = new LossEquations(loss);
    boolean softmax =
        loss instanceof Loss.CrossEntropy
            && network().layers().get(network().layers().size() - 1) instanceof Softmax;
    seeded = network().layers().size() - (softmax ? 1 : 0);
    float[] losses = new float[states.size()];
    byte[] wrong = new byte[states.size()];
    seeds.clear();
    for (int sample = 0; sample < losses.length; sample++) {
      List<double[]> state = states.get(sample);
      double[] y = overflown(state.get(seeded));
      int label = ((OracleImages) samples.images()).label(samples.order()[samples.from() + sample]);
      losses[sample] = (float) equations.value(y, label);
      wrong[sample] = (byte) (equations.misread(y, label) ? 1 : 0);
      Derivatives e = equations.derivatives(y, label);
      seeds.add(
          new Derivatives(
              scaled(e.first(), weight),
              scaled(e.diagonal(), weight),
              scaled(e.factor(), Math.sqrt(weight))));
    }
    Tally tally = Tally.of(losses, wrong);
    if (halted && tally.notFinite() < 0) {
      tally = new Tally(tally.samples(), tally.loss(), tally.errors(), 0);
    }
    halted |= tally.notFinite() >= 0;
    return Pending.of(tally);
  }

  @Override
  public void seed(Seeds given) {
    seeds.clear();
    seeded = network().layers().size();
    int size = output().size();
    for (int sample = 0; sample < states.size(); sample++) {
      int from = sample * size;
      int to = from + size;
      seeds.add(
          new Derivatives(
              widen(Arrays.copyOfRange(given.first(), from, to)),
              given.hasSecond()
                  ? widen(Arrays.copyOfRange(given.diagonal(), from, to))
                  : new double[0],
              given.hasSecond()
                  ? widen(Arrays.copyOfRange(given.factor(), from, to))
                  : new double[0]));
    }
  }

  @Override
  public void backward(Accumulation accumulation) {
    double[] dw = sums(Vector.GRADIENT, accumulation);
    double[] w = vectors.get(Vector.PARAMETERS);
    List<double[]> first = seeds.stream().map(Derivatives::first).toList();
    List<double[]> inputs = batch.backward(w, seeded, first, dw);
    inputGradient = inputs.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public void curvature(Accumulation accumulation) {
    double[] hw = sums(Vector.CURVATURE, accumulation);
    double[] w = vectors.get(Vector.PARAMETERS);
    for (int sample = 0; sample < states.size(); sample++) {
      drawn.get(sample).curvature(states.get(sample), w, seeded, seeds.get(sample), hw);
    }
  }

  private double[] sums(Vector vector, Accumulation accumulation) {
    double[] sums = vectors.get(vector);
    if (accumulation == Accumulation.REPLACE) {
      Arrays.fill(sums, 0);
    }
    return sums;
  }

  @Override
  public float[] inputGradient() {
    return narrow(inputGradient);
  }

  @Override
  public void update(UpdateRule rule) {
    if (!halted) {
      batch.move(vectors.get(Vector.PARAMETERS));
      halted = !new UpdateEquations(rule).apply(vectors, network().parameters());
    }
  }

  /** What single precision cannot hold is infinite. */
  private static double[] overflown(double[] values) {
    return Arrays.stream(values)
        .map(value -> Float.isInfinite((float) value) ? (float) value : value)
        .toArray();
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  @Override
  public List<String> damagedGuards() {
    return List.of();
  }

  @Override
  public void close() {}
}
