package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A network's passes in plain Java. Samples are shared out among the threads; all sums over samples
 * are in fixed order.
 */
final class CpuPlan implements Plan {

  /** Into how many blocks the samples are divided whose gradients are summed apart, at most. */
  private static final int BLOCKS = 16;

  private final PlanSpec spec;
  private final Workers workers;
  private final Buffers buffers;
  private final List<Shape> shapes;
  private final Operation[] operations;
  private final PassDraws draws = new PassDraws();
  private final Map<Vector, float[]> vectors = new EnumMap<>(Vector.class);

  /**
   * The values before each layer, and the outputs at the end; what is in place shares the array
   * before it.
   */
  private final float[][] values;

  /**
   * The derivatives of E by {@link #values}, shared alike; those by the inputs are made when asked
   * for.
   */
  private final float[][] derivatives;

  /** The seeds of the second derivatives. */
  private float[] diagonal = {};

  private float[] factor = {};

  /** Gradients of the blocks of samples. */
  private final float[][] partials = new float[BLOCKS][];

  private int count;

  /** How many layers lie below the seeds: all, but for a softmax that a loss computed itself. */
  private int seeded;

  private boolean secondSeeded;
  private boolean halted;

  CpuPlan(PlanSpec spec, Workers workers) {
    this.spec = spec;
    this.workers = workers;
    this.buffers = new Buffers(spec.guarded());
    Network network = spec.network();
    this.shapes = network.shapesFor(spec.input());
    int layers = network.layers().size();
    operations = new Operation[layers];
    values = new float[layers + 1][];
    derivatives = new float[layers + 1][];
    values[0] = buffers.make("input", size(0));
    int needed = spec.training() ? Vector.values().length : 1;
    for (int i = 0; i < needed; i++) {
      vectors.put(Vector.values()[i], new float[network.parameterCount()]);
    }
    LayerOperations making = new LayerOperations(network, draws, vectors.get(Vector.PARAMETERS));
    for (int i = 0; i < layers; i++) {
      operations[i] = making.of(i, shape(i));
      String name = network.layers().get(i).name();
      values[i + 1] = making.inPlace(i) ? values[i] : buffers.make(name, size(i + 1));
    }
    if (spec.training()) {
      makeDerivatives(making);
    }
  }

  private void makeDerivatives(LayerOperations making) {
    int layers = operations.length;
    for (int i = layers; i >= 0; i--) {
      boolean shared = 0 < i && i < layers && making.inPlace(i);
      derivatives[i] =
          shared ? derivatives[i + 1] : buffers.make("derivatives of values " + i, size(i));
    }
    diagonal = buffers.make("diagonal", size(layers));
    factor = buffers.make("factor", size(layers));
  }

  /** The length of {@code values[i]}. */
  private int size(int i) {
    return Math.multiplyExact(spec.capacity(), shape(i).size());
  }

  private Shape shape(int i) {
    return i == 0 ? spec.input() : shapes.get(i - 1);
  }

  @Override
  public PlanSpec spec() {
    return spec;
  }

  @Override
  public void write(Vector vector, float[] source) {
    float[] target = vector(vector);
    if (source.length != target.length) {
      throw new IllegalArgumentException(
          vector + ": " + source.length + " values, wanted " + target.length);
    }
    System.arraycopy(source, 0, target, 0, target.length);
    if (vector == Vector.PARAMETERS) {
      halted = false;
    }
  }

  @Override
  public float[] read(Vector vector) {
    return vector(vector).clone();
  }

  private float[] vector(Vector vector) {
    float[] found = vectors.get(vector);
    if (found == null) {
      throw new IllegalStateException(vector + ": this plan was not made for training");
    }
    return found;
  }

  @Override
  public void forward(Source source) {
    if (source.count() < 1 || source.count() > spec.capacity()) {
      throw new IllegalArgumentException(
          source.count() + " samples, wanted 1 to the plan's capacity of " + spec.capacity());
    }
    count = source.count();
    draws.begin(source);
    if (source instanceof Source.Samples samples) {
      CpuImages images = (CpuImages) samples.images();
      images.requireFits(spec.input());
      workers.run(
          count,
          sample -> {
            images.gather(
                samples, sample, spec.input(), values[0], sample * spec.input().size(), 1);
            forward(sample);
          });
    } else {
      float[] inputs = ((Source.Inputs) source).values();
      if (inputs.length != count * spec.input().size()) {
        throw new IllegalArgumentException(
            inputs.length + " inputs, wanted " + count + " times " + spec.input().size());
      }
      System.arraycopy(inputs, 0, values[0], 0, inputs.length);
      workers.run(count, this::forward);
    }
  }

  private void forward(int sample) {
    float[] w = vector(Vector.PARAMETERS);
    for (int i = 0; i < operations.length; i++) {
      operations[i].forward(w, values[i], at(sample, i), values[i + 1], at(sample, i + 1));
    }
  }

  /** Where a sample's values begin in {@code values[i]} and {@code derivatives[i]}. */
  private int at(int sample, int i) {
    return sample * shape(i).size();
  }

  @Override
  public float[] output(int layer) {
    return Arrays.copyOf(values[layer + 1], count * shape(layer + 1).size());
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples samples, float weight) {
    Readout readout = Readout.of(loss, spec);
    if (samples.count() != count) {
      throw new IllegalArgumentException(
          samples.count() + " samples, wanted the " + count + " of the last forward pass");
    }
    float[] y = values[readout.layers()];
    int length = count * readout.values();
    // Without backward passes nobody reads the seeds; they go to arrays of their own.
    float[] first = spec.training() ? derivatives[readout.layers()] : new float[length];
    float[] second = spec.training() ? diagonal : new float[length];
    float[] third = spec.training() ? factor : new float[length];
    float[] losses = new float[count];
    byte[] wrong = new byte[count];
    CpuImages images = (CpuImages) samples.images();
    for (int sample = 0; sample < count; sample++) {
      int label = images.label(samples.index(sample), readout.classes());
      int at = sample * readout.values();
      losses[sample] =
          LossOperation.seed(loss, y, at, readout.values(), label, weight, first, second, third);
      wrong[sample] = (byte) (readout.isWrong(y, at, label) ? 1 : 0);
    }
    seeded = readout.layers();
    Tally tally = Tally.of(losses, wrong);
    secondSeeded = true;
    if (halted && tally.notFinite() < 0) {
      tally = tally.failedFrom(0);
    }
    halted |= tally.notFinite() >= 0;
    return Pending.of(tally);
  }

  @Override
  public void seed(Seeds seeds) {
    requireTraining();
    int layers = operations.length;
    int length = count * shape(layers).size();
    if (seeds.first().length != length || seeds.hasSecond() && seeds.diagonal().length != length) {
      throw new IllegalArgumentException(
          "seeds: " + seeds.first().length + " values, wanted " + length);
    }
    seeded = layers;
    secondSeeded = seeds.hasSecond();
    System.arraycopy(seeds.first(), 0, derivatives[layers], 0, length);
    if (seeds.hasSecond()) {
      System.arraycopy(seeds.diagonal(), 0, diagonal, 0, length);
      System.arraycopy(seeds.factor(), 0, factor, 0, length);
    }
  }

  @Override
  public void backward(Accumulation accumulation) {
    requireTraining();
    accumulate(vector(Vector.GRADIENT), accumulation, this::backward);
  }

  private void backward(int sample, float[] sums) {
    float[] w = vector(Vector.PARAMETERS);
    for (int i = seeded - 1; i >= 0; i--) {
      float[] dy = derivatives[i + 1];
      int dyAt = at(sample, i + 1);
      operations[i].backwardParameters(values[i], at(sample, i), dy, dyAt, sums);
      if (i > 0) {
        operations[i].backwardInputs(
            w, values[i], at(sample, i), dy, dyAt, derivatives[i], at(sample, i));
      }
    }
  }

  @Override
  public float[] inputGradient() {
    requireTraining();
    float[] w = vector(Vector.PARAMETERS);
    // Seeds below the only layer are by the inputs.
    workers.run(
        seeded == 0 ? 0 : count,
        sample ->
            operations[0].backwardInputs(
                w,
                values[0],
                at(sample, 0),
                derivatives[1],
                at(sample, 1),
                derivatives[0],
                at(sample, 0)));
    return Arrays.copyOf(derivatives[0], count * spec.input().size());
  }

  @Override
  public void curvature(Accumulation accumulation) {
    requireTraining();
    if (!secondSeeded) {
      throw new IllegalStateException("curvature: the seeds hold no second derivatives");
    }
    accumulate(vector(Vector.CURVATURE), accumulation, this::curvature);
  }

  private void curvature(int sample, float[] sums) {
    float[] w = vector(Vector.PARAMETERS);
    int last = seeded - 1;
    int seedAt = at(sample, last + 1);
    int next = last;
    if (last >= 0 && operations[last] instanceof RadialBasisOperation rbf) {
      rbf.curvatureCenters(
          values[last], at(sample, last), derivatives[last + 1], diagonal, factor, seedAt, sums);
      if (last > 0) {
        rbf.curvatureSeeds(
            values[last],
            at(sample, last),
            derivatives[last + 1],
            diagonal,
            factor,
            seedAt,
            derivatives[last],
            at(sample, last));
      }
      next = last - 1;
    } else {
      for (int i = seedAt; i < seedAt + shape(last + 1).size(); i++) {
        derivatives[last + 1][i] = diagonal[i] - factor[i] * factor[i];
      }
    }
    for (int i = next; i >= 0; i--) {
      float[] hy = derivatives[i + 1];
      int hyAt = at(sample, i + 1);
      operations[i].curvatureParameters(values[i], at(sample, i), hy, hyAt, sums);
      if (i > 0) {
        operations[i].curvatureInputs(
            w, values[i], at(sample, i), hy, hyAt, derivatives[i], at(sample, i));
      }
    }
  }

  private interface SampleSums {
    void add(int sample, float[] sums);
  }

  /** Adds up what each sample adds: block by block of samples, then the blocks in their order. */
  private void accumulate(float[] total, Accumulation accumulation, SampleSums samples) {
    if (accumulation == Accumulation.REPLACE) {
      Arrays.fill(total, 0);
    }
    int blocks = Math.min(BLOCKS, count);
    if (blocks == 1) {
      samples.add(0, total);
      return;
    }
    workers.run(
        blocks,
        block -> {
          float[] partial = partial(block, total.length);
          for (int s = count * block / blocks; s < count * (block + 1) / blocks; s++) {
            samples.add(s, partial);
          }
        });
    workers.run(workers.threads(), part -> sumBlocks(total, blocks, part));
  }

  private float[] partial(int block, int length) {
    if (partials[block] == null) {
      partials[block] = new float[length];
    } else {
      Arrays.fill(partials[block], 0);
    }
    return partials[block];
  }

  private void sumBlocks(float[] total, int blocks, int part) {
    int from = (int) ((long) total.length * part / workers.threads());
    int to = (int) ((long) total.length * (part + 1) / workers.threads());
    for (int block = 0; block < blocks; block++) {
      float[] partial = partials[block];
      for (int k = from; k < to; k++) {
        total[k] += partial[k];
      }
    }
  }

  @Override
  public void update(UpdateRule rule) {
    requireTraining();
    if (!halted) {
      halted = !UpdateOperation.update(rule, vectors, network().parameters());
    }
  }

  private void requireTraining() {
    if (!spec.training()) {
      throw new IllegalStateException("this plan was not made for training");
    }
  }

  @Override
  public List<String> damagedGuards() {
    return buffers.damaged();
  }

  @Override
  public void close() {}
}
