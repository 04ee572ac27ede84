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
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** With fewer samples most lanes would be empty. */
  private static final int LEAST_WIDE = Math.max(2, SimdNetwork.VECTOR / 4);

  private final PlanSpec spec;
  private final Workers workers;

  /** Blocks of as many samples as a vector has lanes. */
  private final SimdBlocks wide;

  /**
   * Blocks of one sample, for passes of less than {@link #LEAST_WIDE}; wide ones too where a
   * network cannot be run with columns in the lanes, as at several positions.
   */
  private final SimdBlocks single;

  /** Those of the last forward pass. */
  private SimdBlocks blocks;

  private final SimdParameters parameters;
  private final GroupedSums sums;
  private CpuPlan plain;
  private Source source;
  private Optional<Runnable> plainSeed = Optional.empty();
  private int count;

  private SimdPlan(PlanSpec spec, Workers workers, SimdNetwork wide, SimdNetwork single) {
    this.spec = spec;
    this.workers = workers;
    this.wide = new SimdBlocks(wide, spec.training());
    this.single = new SimdBlocks(single, spec.training());
    parameters = new SimdParameters(spec.network(), spec.training());
    sums = new GroupedSums(workers);
  }

  /** Returns a plan, unless the network has something that only the plain operations do. */
  static Optional<Plan> of(PlanSpec spec, Workers workers) {
    return SimdNetwork.of(spec, SimdNetwork.VECTOR)
        .map(wide -> new SimdPlan(spec, workers, wide, SimdNetwork.of(spec, 1).orElse(wide)));
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
    parameters.write(vector, values);
  }

  @Override
  public float[] read(Vector vector) {
    return parameters.read(vector);
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
          SimdBlock block = blocks.get(number);
          SimdSamples.load(from, spec.input(), number, blocks.lanes(), block);
          blocks.network().forward(parameters.get(Vector.PARAMETERS), block);
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
      SimdSamples.copyOut(
          block.values[layer + 1],
          block.valueMaps(layer + 1),
          sample % lanes,
          result,
          sample * size);
    }
    return result;
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples samples, float weight) {
    Readout readout = Readout.of(loss, spec);
    if (samples.count() != count) {
      throw new IllegalArgumentException(
          samples.count() + " samples, wanted the " + count + " of the last forward pass");
    }
    float[] losses = new float[count];
    byte[] wrong = new byte[count];
    for (int number = 0; number < blocks.count(count); number++) {
      SimdSamples.seed(
          loss,
          readout,
          samples,
          number,
          blocks.lanes(),
          blocks.get(number),
          weight,
          losses,
          wrong);
    }
    plainSeed = Optional.of(() -> plain().seed(loss, samples, weight));
    return Pending.of(parameters.tally(losses, wrong));
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
    for (int number = 0; number < blocks.count(count); number++) {
      SimdSamples.seed(seeds.first(), count, number, blocks.lanes(), blocks.get(number));
    }
    plainSeed = Optional.of(() -> plain().seed(seeds));
  }

  @Override
  public void backward(Accumulation accumulation) {
    requireTraining();
    if (plainSeed.isEmpty()) {
      throw new IllegalStateException("backward: there are no seeds");
    }
    float[] w = parameters.get(Vector.PARAMETERS);
    float[] gradient = parameters.get(Vector.GRADIENT);
    if (accumulation == Accumulation.REPLACE) {
      Arrays.fill(gradient, 0);
    }
    sums.add(
        gradient,
        blocks.count(count),
        (number, partial) -> blocks.network().backward(w, blocks.get(number), partial));
  }

  @Override
  public void update(UpdateRule rule) {
    parameters.update(rule);
  }

  @Override
  public Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples samples, int batch) {
    requireTraining();
    Readout readout = Readout.of(loss, spec);
    ((CpuImages) samples.images()).requireFits(spec.input());
    Tally tally = Tally.NONE;
    for (int start = 0; start < samples.count(); start += batch) {
      Source.Samples part = samples.part(start, Math.min(batch, samples.count() - start));
      checkCount(part);
      boolean columns = single.lanes() == 1;
      if (columns && part.count() == 1 && SimdParameters.hasRates(rule)) {
        tally = tally.plus(stepOne(loss, readout, rule, part));
      } else {
        tally = tally.plus(step(loss, readout, part));
        update(rule.after(start / batch));
      }
    }
    return Pending.of(tally);
  }

  /**
   * Takes one sample forward and back and changes each layer's parameters on the way: most of the
   * gradient is never written to memory.
   */
  private Tally stepOne(Loss loss, Readout readout, UpdateRule rule, Source.Samples sample) {
    float[] losses = new float[1];
    byte[] wrong = new byte[1];
    forgetPass();
    single.make(1);
    SimdBlock block = single.get(0);
    SimdSamples.load(sample, spec.input(), 0, 1, block);
    single.network().forward(parameters.get(Vector.PARAMETERS), block);
    SimdSamples.seed(loss, readout, sample, 0, 1, block, 1, losses, wrong);
    Tally tally = parameters.tally(losses, wrong);
    parameters.step(rule, step -> single.network().step(block, step));
    return tally;
  }

  /** Takes each block forward and back at once, while its values are in the cache. */
  private Tally step(Loss loss, Readout readout, Source.Samples samples) {
    float[] w = parameters.get(Vector.PARAMETERS);
    float[] losses = new float[samples.count()];
    byte[] wrong = new byte[samples.count()];
    forgetPass();
    SimdBlocks used = blocksFor(samples.count());
    int blockCount = used.count(samples.count());
    float weight = 1f / samples.count();
    float[] gradient = parameters.get(Vector.GRADIENT);
    Arrays.fill(gradient, 0);
    sums.add(
        gradient,
        blockCount,
        (number, partial) -> {
          SimdBlock block = used.take();
          SimdSamples.load(samples, spec.input(), number, used.lanes(), block);
          used.network().forward(w, block);
          SimdSamples.seed(
              loss, readout, samples, number, used.lanes(), block, weight, losses, wrong);
          used.network().backward(w, block, partial);
          used.giveBack(block);
        });
    return parameters.tally(losses, wrong);
  }

  /** A fused pass writes over what the last forward pass gave. */
  private void forgetPass() {
    count = 0;
    plainSeed = Optional.empty();
  }

  @Override
  public Pending<Tally> evaluate(Loss loss, Source.Samples samples) {
    Readout readout = Readout.of(loss, spec);
    ((CpuImages) samples.images()).requireFits(spec.input());
    float[] w = parameters.get(Vector.PARAMETERS);
    float[] losses = new float[samples.count()];
    byte[] wrong = new byte[samples.count()];
    forgetPass();
    SimdBlocks used = blocksFor(Math.min(samples.count(), spec.capacity()));
    int blockCount = used.count(samples.count());
    workers.run(
        blockCount,
        number -> {
          SimdBlock block = used.take();
          SimdSamples.load(samples, spec.input(), number, used.lanes(), block);
          used.network().forward(w, block);
          SimdSamples.seed(loss, readout, samples, number, used.lanes(), block, 1, losses, wrong);
          used.giveBack(block);
        });
    return Pending.of(parameters.tally(losses, wrong));
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
