package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network's passes in vector instructions. Blocks of as many samples as a vector has lanes go
 * through the whole network one at a time, so that a block's values stay in the cache; where there
 * are only one or a few samples, a block is one of them and the lanes are columns. Blocks are
 * shared out among the threads in groups whose gradients are added in order.
 *
 * <p>What is rare, the curvature and the derivatives by the inputs, is left to the plain plan.
 */
final class SimdPlan implements Plan {

  /** Into how many groups the blocks are divided whose gradients are summed apart, at most. */
  private static final int GROUPS = 16;

  /** With fewer samples most lanes would be empty. */
  private static final int LEAST_WIDE = Math.max(2, SimdNetwork.VECTOR / 4);

  private final PlanSpec spec;
  private final Workers workers;
  private final int classes;

  /** Blocks of as many samples as a vector has lanes. */
  private final SimdBlocks wide;

  /** Blocks of one sample, for passes of less than {@link #LEAST_WIDE}. */
  private final SimdBlocks single;

  /** Those of the last forward pass. */
  private SimdBlocks blocks;

  private final Map<Vector, float[]> vectors = new EnumMap<>(Vector.class);
  private final float[][] partials = new float[GROUPS][];

  /** The rates η/(μ + h) of {@link #ratesRule}, until h changes. */
  private float[] rates = {};

  private Optional<UpdateRule> ratesRule = Optional.empty();

  private CpuPlan plain;
  private Source source;
  private Optional<Runnable> plainSeed = Optional.empty();
  private int count;
  private boolean halted;

  private SimdPlan(PlanSpec spec, Workers workers, SimdNetwork wide, SimdNetwork single) {
    this.spec = spec;
    this.workers = workers;
    this.wide = new SimdBlocks(wide, spec.training());
    this.single = new SimdBlocks(single, spec.training());
    classes = output().maps();
    int length = spec.network().parameterCount() + 2 * SimdNetwork.VECTOR;
    int needed = spec.training() ? Vector.values().length : 1;
    for (int i = 0; i < needed; i++) {
      vectors.put(Vector.values()[i], new float[length / SimdNetwork.VECTOR * SimdNetwork.VECTOR]);
    }
  }

  /** Returns a plan, unless the network has something that only the plain operations do. */
  static Optional<Plan> of(PlanSpec spec, Workers workers) {
    return SimdNetwork.of(spec, SimdNetwork.VECTOR)
        .flatMap(
            wide ->
                SimdNetwork.of(spec, 1).map(single -> new SimdPlan(spec, workers, wide, single)));
  }

  private SimdBlocks blocksFor(int samples) {
    return samples < LEAST_WIDE ? single : wide;
  }

  @Override
  public PlanSpec spec() {
    return spec;
  }

  @Override
  public void write(Vector vector, float[] values) {
    int length = network().parameterCount();
    if (values.length != length) {
      throw new IllegalArgumentException(
          vector + ": " + values.length + " values, wanted " + length);
    }
    System.arraycopy(values, 0, vector(vector), 0, length);
    if (vector == Vector.PARAMETERS) {
      halted = false;
    }
    ratesRule = Optional.empty();
  }

  @Override
  public float[] read(Vector vector) {
    return Arrays.copyOf(vector(vector), network().parameterCount());
  }

  private float[] vector(Vector vector) {
    float[] found = vectors.get(vector);
    if (found == null) {
      throw new IllegalStateException(vector + ": this plan was not made for training");
    }
    return found;
  }

  @Override
  public void forward(Source from) {
    checkCount(from);
    source = from;
    plainSeed = Optional.empty();
    count = from.count();
    blocks = blocksFor(count);
    blocks.make(blocks.count(count));
    workers.run(
        blocks.count(count),
        number -> {
          load(from, number, blocks.lanes(), blocks.get(number));
          blocks.network().forward(vector(Vector.PARAMETERS), blocks.get(number));
        });
  }

  private void checkCount(Source from) {
    if (from.count() < 1 || from.count() > spec.capacity()) {
      throw new IllegalArgumentException(
          from.count() + " samples, wanted 1 to the plan's capacity of " + spec.capacity());
    }
    if (from instanceof Source.Inputs inputs
        && inputs.values().length != inputs.count() * spec.input().size()) {
      throw new IllegalArgumentException(
          inputs.values().length
              + " inputs, wanted "
              + inputs.count()
              + " times "
              + spec.input().size());
    }
    if (from instanceof Source.Samples samples) {
      ((CpuImages) samples.images()).requireFits(spec.input());
    }
  }

  /** Puts the inputs of a block into its lanes; lanes without a sample are zero. */
  private void load(Source from, int number, int lanes, SimdBlock block) {
    float[] x = block.values[0];
    int size = spec.input().size();
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      if (sample >= from.count()) {
        for (int i = 0; i < size; i++) {
          x[i * lanes + lane] = 0;
        }
      } else if (from instanceof Source.Samples samples) {
        CpuImages images = (CpuImages) samples.images();
        images.gather(samples, sample, spec.input(), x, lane, lanes);
      } else {
        float[] inputs = ((Source.Inputs) from).values();
        for (int i = 0; i < size; i++) {
          x[i * lanes + lane] = inputs[sample * size + i];
        }
      }
    }
  }

  @Override
  public float[] output(int layer) {
    if (count == 0) {
      throw new IllegalStateException("output: there was no forward pass before it");
    }
    int size = blocks.get(0).valueMaps(layer + 1).shape().size();
    int lanes = blocks.lanes();
    float[] result = new float[count * size];
    for (int sample = 0; sample < count; sample++) {
      SimdBlock block = blocks.get(sample / lanes);
      copyOut(
          block.values[layer + 1],
          block.valueMaps(layer + 1),
          sample % lanes,
          result,
          sample * size);
    }
    return result;
  }

  private static void copyOut(float[] values, SimdMaps maps, int lane, float[] to, int at) {
    int next = at;
    for (int m = 0; m < maps.shape().maps(); m++) {
      for (int r = 0; r < maps.shape().height(); r++) {
        for (int c = 0; c < maps.shape().width(); c++) {
          to[next++] = values[maps.at(m, r, c) + lane];
        }
      }
    }
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples samples, float weight) {
    checkLoss();
    if (samples.count() != count) {
      throw new IllegalArgumentException(
          samples.count() + " samples, wanted the " + count + " of the last forward pass");
    }
    float[] losses = new float[count];
    byte[] wrong = new byte[count];
    for (int number = 0; number < blocks.count(count); number++) {
      seed(loss, samples, number, blocks.lanes(), blocks.get(number), weight, losses, wrong);
    }
    plainSeed = Optional.of(() -> plain().seed(loss, samples, weight));
    return Pending.of(tallied(losses, wrong));
  }

  private void checkLoss() {
    if (network().centers().isEmpty() || output().area() != 1) {
      throw new IllegalArgumentException(
          "the loss wants penalties at one position, from radial basis functions: the outputs are "
              + output());
    }
  }

  private Tally tallied(float[] losses, byte[] wrong) {
    Tally tally = Tally.of(losses, wrong);
    if (halted && tally.notFinite() < 0) {
      tally = tally.failedFrom(0);
    }
    halted |= tally.notFinite() >= 0;
    return tally;
  }

  /** Applies the loss to the samples of a block; the seeds of lanes without a sample are zero. */
  private void seed(
      Loss loss,
      Source.Samples samples,
      int number,
      int lanes,
      SimdBlock block,
      float weight,
      float[] losses,
      byte[] wrong) {
    float[] y = new float[classes];
    float[] first = new float[classes];
    float[] diagonal = new float[classes];
    float[] factor = new float[classes];
    float[] outputs = block.values[block.values.length - 1];
    CpuImages images = (CpuImages) samples.images();
    for (int lane = 0; lane < lanes; lane++) {
      int sample = number * lanes + lane;
      Arrays.fill(first, 0);
      if (sample < samples.count()) {
        int label = images.label(samples.index(sample), classes);
        for (int i = 0; i < classes; i++) {
          y[i] = outputs[i * lanes + lane];
        }
        losses[sample] =
            LossOperation.seed(loss, y, 0, classes, label, weight, first, diagonal, factor);
        wrong[sample] = (byte) (LossOperation.isWrong(y, 0, classes, label) ? 1 : 0);
      }
      if (spec.training()) {
        float[] seeds = block.derivatives[block.derivatives.length - 1];
        for (int i = 0; i < classes; i++) {
          seeds[i * lanes + lane] = first[i];
        }
      }
    }
  }

  @Override
  public void seed(Seeds seeds) {
    requireTraining();
    int size = output().size();
    if (seeds.first().length != count * size
        || seeds.hasSecond() && seeds.diagonal().length != count * size) {
      throw new IllegalArgumentException(
          "seeds: " + seeds.first().length + " values, wanted " + count * size);
    }
    int lanes = blocks.lanes();
    for (int number = 0; number < blocks.count(count); number++) {
      SimdBlock block = blocks.get(number);
      float[] derivatives = block.derivatives[block.derivatives.length - 1];
      SimdMaps maps = block.derivativeMaps(block.derivatives.length - 1);
      for (int lane = 0; lane < lanes; lane++) {
        int sample = number * lanes + lane;
        int next = sample * size;
        for (int m = 0; m < maps.shape().maps(); m++) {
          for (int r = 0; r < maps.shape().height(); r++) {
            for (int c = 0; c < maps.shape().width(); c++) {
              derivatives[maps.at(m, r, c) + lane] = sample < count ? seeds.first()[next++] : 0;
            }
          }
        }
      }
    }
    plainSeed = Optional.of(() -> plain().seed(seeds));
  }

  @Override
  public void backward(Accumulation accumulation) {
    requireTraining();
    if (plainSeed.isEmpty()) {
      throw new IllegalStateException("backward: there are no seeds");
    }
    float[] w = vector(Vector.PARAMETERS);
    blocks.network().prepareBackward(w);
    accumulate(
        accumulation,
        blocks.count(count),
        (number, group, sums) -> blocks.network().backward(w, blocks.get(number), sums));
  }

  private interface BlockSums {
    void add(int number, int group, float[] sums);
  }

  /** Adds up what each block adds: group by group of blocks, then the groups in their order. */
  private void accumulate(Accumulation accumulation, int blockCount, BlockSums sums) {
    float[] total = vector(Vector.GRADIENT);
    if (accumulation == Accumulation.REPLACE) {
      Arrays.fill(total, 0);
    }
    int groups = Math.min(GROUPS, blockCount);
    if (groups == 1) {
      sums.add(0, 0, total);
      return;
    }
    workers.run(
        groups,
        group -> {
          float[] partial = partial(group, total.length);
          int end = blockCount * (group + 1) / groups;
          for (int number = blockCount * group / groups; number < end; number++) {
            sums.add(number, group, partial);
          }
        });
    int parts = Math.min(workers.threads(), GROUPS);
    int vectors = total.length / SimdNetwork.VECTOR;
    workers.run(
        parts,
        part -> {
          int from = vectors * part / parts * SimdNetwork.VECTOR;
          int to = vectors * (part + 1) / parts * SimdNetwork.VECTOR;
          for (int group = 0; group < groups; group++) {
            SimdUpdates.add(total, partials[group], from, to);
          }
        });
  }

  private float[] partial(int group, int length) {
    if (partials[group] == null) {
      partials[group] = new float[length];
    } else {
      Arrays.fill(partials[group], 0);
    }
    return partials[group];
  }

  @Override
  public void update(UpdateRule rule) {
    if (halted) {
      return;
    }
    float[] w = vector(Vector.PARAMETERS);
    float[] g = vector(Vector.GRADIENT);
    if (rule instanceof UpdateRule.LevenbergMarquardt lm) {
      halted = !SimdUpdates.descend(w, g, 0, rates(lm));
    } else if (rule instanceof UpdateRule.GradientDescent descent) {
      halted = !SimdUpdates.descend(w, g, descent.rate(), new float[0]);
    } else {
      UpdateRule.Momentum momentum = (UpdateRule.Momentum) rule;
      float[] velocity = vector(Vector.VELOCITY);
      SimdUpdates.accelerate(velocity, momentum.momentum(), g);
      halted = !SimdUpdates.descend(w, velocity, momentum.rate(), new float[0]);
    }
  }

  /**
   * η/(μ + h) changes only with h and the rule: a division for each parameter and update is saved.
   */
  private float[] rates(UpdateRule.LevenbergMarquardt rule) {
    if (!ratesRule.equals(Optional.of(rule))) {
      float[] h = vector(Vector.CURVATURE);
      rates = new float[h.length];
      for (int k = 0; k < h.length; k++) {
        rates[k] = rule.eta() / (rule.mu() + h[k]);
      }
      ratesRule = Optional.of(rule);
    }
    return rates;
  }

  @Override
  public Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples samples, int batch) {
    requireTraining();
    checkLoss();
    ((CpuImages) samples.images()).requireFits(spec.input());
    Tally tally = Tally.NONE;
    for (int start = 0; start < samples.count(); start += batch) {
      Source.Samples part = samples.part(start, Math.min(batch, samples.count() - start));
      checkCount(part);
      tally = tally.plus(step(loss, part));
      update(rule);
    }
    return Pending.of(tally);
  }

  /** Takes each block forward and back at once, while its values are in the cache. */
  private Tally step(Loss loss, Source.Samples samples) {
    float[] w = vector(Vector.PARAMETERS);
    float[] losses = new float[samples.count()];
    byte[] wrong = new byte[samples.count()];
    count = 0; // What the last forward pass gave is written over.
    SimdBlocks used = blocksFor(samples.count());
    int blockCount = used.count(samples.count());
    used.make(Math.min(GROUPS, blockCount));
    used.network().prepareBackward(w);
    float weight = 1f / samples.count();
    accumulate(
        Accumulation.REPLACE,
        blockCount,
        (number, group, sums) -> {
          SimdBlock block = used.get(group);
          load(samples, number, used.lanes(), block);
          used.network().forward(w, block);
          seed(loss, samples, number, used.lanes(), block, weight, losses, wrong);
          used.network().backward(w, block, sums);
        });
    return tallied(losses, wrong);
  }

  @Override
  public Pending<Tally> evaluate(Loss loss, Source.Samples samples) {
    checkLoss();
    ((CpuImages) samples.images()).requireFits(spec.input());
    float[] w = vector(Vector.PARAMETERS);
    float[] losses = new float[samples.count()];
    byte[] wrong = new byte[samples.count()];
    count = 0; // What the last forward pass gave is written over.
    SimdBlocks used = blocksFor(Math.min(samples.count(), spec.capacity()));
    int blockCount = used.count(samples.count());
    int groups = Math.min(Math.min(GROUPS, blockCount), used.count(spec.capacity()));
    used.make(groups);
    workers.run(
        groups,
        group -> {
          SimdBlock block = used.get(group);
          int end = (int) ((long) blockCount * (group + 1) / groups);
          for (int number = (int) ((long) blockCount * group / groups); number < end; number++) {
            load(samples, number, used.lanes(), block);
            used.network().forward(w, block);
            seed(loss, samples, number, used.lanes(), block, 1, losses, wrong);
          }
        });
    return Pending.of(tallied(losses, wrong));
  }

  /**
   * The plain plan with this one's parameters, after the same forward pass and with the same seeds.
   */
  private CpuPlan seededPlain() {
    requireTraining();
    plain().write(Vector.PARAMETERS, read(Vector.PARAMETERS));
    plain().forward(source);
    plainSeed.orElseThrow(() -> new IllegalStateException("there are no seeds")).run();
    return plain();
  }

  private CpuPlan plain() {
    if (plain == null) {
      plain = new CpuPlan(spec, workers);
    }
    return plain;
  }

  @Override
  public void curvature(Accumulation accumulation) {
    CpuPlan seeded = seededPlain();
    seeded.write(Vector.CURVATURE, read(Vector.CURVATURE));
    seeded.curvature(accumulation);
    write(Vector.CURVATURE, seeded.read(Vector.CURVATURE));
  }

  @Override
  public float[] inputGradient() {
    CpuPlan seeded = seededPlain();
    seeded.backward(Accumulation.REPLACE);
    return seeded.inputGradient();
  }

  private void requireTraining() {
    if (!spec.training()) {
      throw new IllegalStateException("this plan was not made for training");
    }
  }

  @Override
  public List<String> damagedGuards() {
    List<String> damaged = new ArrayList<>(plain == null ? List.of() : plain.damagedGuards());
    wide.addDamaged(damaged);
    single.addDamaged(damaged);
    return damaged;
  }

  @Override
  public void close() {}
}
