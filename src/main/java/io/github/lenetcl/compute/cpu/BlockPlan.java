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
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network's passes over blocks of samples. A block goes through the whole network before the next
 * one is begun, so that its values stay in the cache. Blocks are shared out among the threads in
 * groups whose gradients are added in order.
 *
 * <p>What is rare, the curvature and the derivatives by the inputs, is left to the reference.
 */
final class BlockPlan implements Plan {

  private final PlanSpec spec;
  private final Workers workers;
  private final List<Shape> shapes;

  /** Blocks of many samples. */
  private final Blocks wide;

  /** Blocks of one sample, or wide ones where a network cannot be run so. */
  private final Blocks single;

  /** From how many samples on wide blocks are taken: with fewer most lanes would be empty. */
  private final int leastWide;

  /** Those of the last forward pass. */
  private Blocks blocks;

  private final PlanParameters parameters;
  private final GroupedSums sums;
  private CpuPlan plain;
  private Source source;
  private Optional<Runnable> plainSeed = Optional.empty();
  private int count;

  /**
   * Makes a plan.
   *
   * @param wide operations on blocks of many samples
   * @param single operations on single samples, or {@code wide} again
   * @param leastWide from how many samples on wide blocks are taken
   * @param zeros how many zeros the operations read behind the parameters
   */
  BlockPlan(
      PlanSpec spec,
      Workers workers,
      BlockNetwork wide,
      BlockNetwork single,
      int leastWide,
      int zeros) {
    this.spec = spec;
    this.workers = workers;
    this.shapes = spec.network().shapesFor(spec.input());
    this.wide = new Blocks(wide, spec.training());
    this.single = new Blocks(single, spec.training());
    this.leastWide = leastWide;
    parameters = new PlanParameters(spec.network(), spec.training(), zeros);
    sums = new GroupedSums(workers);
  }

  private Blocks blocksFor(int samples) {
    return samples < leastWide ? single : wide;
  }

  @Override
  public PlanSpec spec() {
    return spec;
  }

  @Override
  public Shape output() {
    return shapes.get(shapes.size() - 1);
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
    float[] w = parameters.get(Vector.PARAMETERS);
    blocks.make(blocks.count(count));
    blocks.prepare(w);
    workers.run(
        blocks.count(count),
        number -> {
          Block block = blocks.get(number);
          BlockSamples.load(from, spec.input(), number, blocks.lanes(), block);
          block.forward(w);
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
    int size = shapes.get(layer).size();
    int lanes = blocks.lanes();
    float[] result = new float[count * size];
    for (int sample = 0; sample < count; sample++) {
      blocks.get(sample / lanes).copyOut(layer + 1, sample % lanes, result, sample * size);
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
      BlockSamples.seed(
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
      BlockSamples.seed(seeds.first(), size, count, number, blocks.lanes(), blocks.get(number));
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
        (number, partial) -> blocks.get(number).backward(w, partial));
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
      boolean one = single.lanes() == 1 && part.count() == 1;
      if (one && PlanParameters.hasRates(rule)) {
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
    float[] w = parameters.get(Vector.PARAMETERS);
    forgetPass();
    single.prepare(w);
    Block block = single.take();
    BlockSamples.load(sample, spec.input(), 0, 1, block);
    block.forward(w);
    BlockSamples.seed(loss, readout, sample, 0, 1, block, 1, losses, wrong);
    Tally tally = parameters.tally(losses, wrong);
    parameters.step(rule, block::step);
    single.giveBack(block);
    return tally;
  }

  /** Takes each block forward and back at once, while its values are in the cache. */
  private Tally step(Loss loss, Readout readout, Source.Samples samples) {
    float[] w = parameters.get(Vector.PARAMETERS);
    float[] losses = new float[samples.count()];
    byte[] wrong = new byte[samples.count()];
    forgetPass();
    Blocks used = blocksFor(samples.count());
    int blockCount = used.count(samples.count());
    used.prepare(w);
    float weight = 1f / samples.count();
    float[] gradient = parameters.get(Vector.GRADIENT);
    Arrays.fill(gradient, 0);
    sums.add(
        gradient,
        blockCount,
        (number, partial) -> {
          Block block = used.take();
          BlockSamples.load(samples, spec.input(), number, used.lanes(), block);
          block.forward(w);
          BlockSamples.seed(
              loss, readout, samples, number, used.lanes(), block, weight, losses, wrong);
          block.backward(w, partial);
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
    Blocks used = blocksFor(Math.min(samples.count(), spec.capacity()));
    int blockCount = used.count(samples.count());
    used.prepare(w);
    workers.run(
        blockCount,
        number -> {
          Block block = used.take();
          BlockSamples.load(samples, spec.input(), number, used.lanes(), block);
          block.forward(w);
          BlockSamples.seed(loss, readout, samples, number, used.lanes(), block, 1, losses, wrong);
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
