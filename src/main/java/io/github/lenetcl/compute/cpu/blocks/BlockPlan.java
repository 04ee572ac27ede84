package io.github.lenetcl.compute.cpu.blocks;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.cpu.images.CpuImages;
import io.github.lenetcl.compute.cpu.reference.BatchStatistics;
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
 * groups whose gradients are added in order; gradients of full connections may be made over all
 * blocks at once.
 *
 * <p>The curvature, which is rare, is left to the reference, from the values that the blocks hold.
 */
public final class BlockPlan implements Plan {

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
  private final BatchStatistics statistics;
  private final BatchPasses passes;
  private final GroupedSums curvatures;
  private Source source = new Source.Inputs(new float[0], 0);
  private int count;

  /** The last layer's outputs of that pass, where the blocks do not hold all layers' values. */
  private Optional<float[]> results = Optional.empty();

  /** The boundary between layers at which the seeds are, and they themselves. */
  private int seeded;

  private Optional<Seeds> seeds = Optional.empty();

  /** The operations that a plan is made of. */
  public interface Networks {

    /** Makes operations on blocks of many samples. */
    BlockNetwork wide(float[] parameters, BatchStatistics statistics);

    /** Returns what makes the steps of plain loops, bit for bit. */
    default Slices descent(DescentSlices plain) {
      return plain;
    }

    /** Makes operations on blocks of one sample, unless the wide ones are to serve. */
    Optional<BlockNetwork> single(float[] parameters, BatchStatistics statistics);
  }

  /**
   * Makes a plan.
   *
   * @param networks the operations
   * @param leastWide from how many samples on wide blocks are taken
   * @param zeros how many zeros the operations read behind the parameters
   */
  public BlockPlan(PlanSpec spec, Workers workers, Networks networks, int leastWide, int zeros) {
    this.spec = spec;
    this.workers = workers;
    this.shapes = spec.network().shapesFor(spec.input());
    this.leastWide = leastWide;
    parameters = new PlanParameters(spec.network(), spec.training(), zeros, networks::descent);
    float[] w = parameters.get(Vector.PARAMETERS);
    statistics = new BatchStatistics(spec);
    wide = new Blocks(networks.wide(w, statistics), spec, workers);
    single =
        networks
            .single(w, statistics)
            .map(network -> new Blocks(network, spec, workers))
            .orElse(wide);
    passes = new BatchPasses(spec, workers, statistics);
    curvatures = new GroupedSums(workers);
  }

  /** A plan in which the reference runs everything. */
  public static BlockPlan reference(PlanSpec spec, Workers workers) {
    Networks networks =
        new Networks() {
          @Override
          public BlockNetwork wide(float[] parameters, BatchStatistics statistics) {
            return new ReferenceNetwork(spec, parameters, statistics);
          }

          @Override
          public Optional<BlockNetwork> single(float[] parameters, BatchStatistics statistics) {
            return Optional.empty();
          }
        };
    return new BlockPlan(spec, workers, networks, 1, 0);
  }

  private Blocks blocksFor(int samples) {
    return samples < leastWide ? single : wide;
  }

  @Override
  public PlanSpec spec() {
    return spec;
  }

  @Override
  public List<String> implementations() {
    return wide.implementations();
  }

  @Override
  public Shape output() {
    return shapes.get(shapes.size() - 1);
  }

  @Override
  public void write(Vector vector, float[] values) {
    if (results.isPresent()) {
      hold(); // what the layers gave is asked for by those parameters that are here now
    }
    parameters.write(vector, values);
    parametersChanged();
  }

  @Override
  public float[] read(Vector vector) {
    return parameters.read(vector);
  }

  @Override
  public void forward(Source from) {
    checkCount(from);
    seeds = Optional.empty();
    source = from;
    count = from.count();
    blocks = blocksFor(count);
    if (spec.training() || blocks.count(count) <= workers.threads()) {
      hold();
    } else {
      results = Optional.of(passes.outputs(blocks, from, parameters.get(Vector.PARAMETERS)));
    }
  }

  /**
   * Computes the values of all layers into blocks of their own. Whoever infers seldom asks for more
   * than the outputs, and blocks that are used again stay in the cache.
   */
  private void hold() {
    results = Optional.empty();
    passes.forward(blocks, source, parameters.get(Vector.PARAMETERS));
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
    requireForward("output");
    if (results.isPresent()) {
      if (layer == shapes.size() - 1) {
        return results.get().clone();
      }
      hold();
    }
    int size = shapes.get(layer).size();
    float[] result = new float[count * size];
    for (int number = 0; number < blocks.count(count); number++) {
      BlockSamples.copyOut(blocks.get(number), layer + 1, size, number, blocks.lanes(), result);
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
    LossPass pass = new LossPass(loss, readout, samples, weight);
    int size = readout.values();
    float[] first = new float[count * size];
    float[] diagonal = new float[count * size];
    float[] factor = new float[count * size];
    float[] y = new float[size];
    float[][] parts = new float[3][size];
    for (int sample = 0; sample < count; sample++) {
      Block block = blocks.get(sample / blocks.lanes());
      block.copyOut(readout.layers(), sample % blocks.lanes(), y, 0);
      pass.seed(sample, y, parts[0], parts[1], parts[2]);
      System.arraycopy(parts[0], 0, first, sample * size, size);
      System.arraycopy(parts[1], 0, diagonal, sample * size, size);
      System.arraycopy(parts[2], 0, factor, sample * size, size);
    }
    setSeeds(readout.layers(), new Seeds(first, diagonal, factor));
    return Pending.of(parameters.tally(pass.losses(), pass.wrong()));
  }

  @Override
  public void seed(Seeds given) {
    requireTraining();
    requireForward("seed");
    int length = count * output().size();
    if (given.first().length != length || given.hasSecond() && given.diagonal().length != length) {
      throw new IllegalArgumentException(
          "seeds: " + given.first().length + " values, wanted " + length);
    }
    setSeeds(shapes.size(), given);
  }

  private void setSeeds(int boundary, Seeds given) {
    seeded = boundary;
    seeds = Optional.of(given);
    int size = given.first().length / count;
    for (int number = 0; number < blocks.count(count); number++) {
      BlockSamples.seed(
          boundary, given.first(), size, count, number, blocks.lanes(), blocks.get(number));
    }
  }

  @Override
  public void backward(Accumulation accumulation) {
    requireTraining();
    requireSeeds("backward");
    passes.backward(
        blocks,
        count,
        seeded,
        parameters.get(Vector.PARAMETERS),
        parameters.get(Vector.GRADIENT),
        accumulation == Accumulation.ADD);
  }

  @Override
  public float[] inputGradient() {
    requireTraining();
    requireSeeds("inputGradient");
    float[] w = parameters.get(Vector.PARAMETERS);
    // Seeds below the only layer are by the inputs.
    workers.run(
        seeded == 0 ? 0 : blocks.count(count), number -> blocks.get(number).backwardToInputs(w));
    int size = spec.input().size();
    int lanes = blocks.lanes();
    float[] result = new float[count * size];
    for (int sample = 0; sample < count; sample++) {
      blocks.get(sample / lanes).copyInputDerivatives(sample % lanes, result, sample * size);
    }
    return result;
  }

  @Override
  public void curvature(Accumulation accumulation) {
    requireTraining();
    Seeds given = requireSeeds("curvature");
    if (!given.hasSecond()) {
      throw new IllegalStateException("curvature: the seeds hold no second derivatives");
    }
    float[] w = parameters.get(Vector.PARAMETERS);
    float[] h = parameters.get(Vector.CURVATURE);
    if (accumulation == Accumulation.REPLACE) {
      Arrays.fill(h, 0);
    }
    int size = given.first().length / count;
    ReferenceNetwork reference = new ReferenceNetwork(spec, w, statistics);
    ThreadLocal<ReferenceNetwork.Sample> samples =
        ThreadLocal.withInitial(() -> reference.block(true, Optional.empty()));
    curvatures.add(
        h,
        ParameterRanges.of(0, spec.network().parameterCount()),
        count,
        (number, sums) -> {
          ReferenceNetwork.Sample sample = samples.get();
          sample.begin(source, number);
          blocks.show(number, sample);
          sample.curvature(seeded, w, given, number * size, sums);
        });
    parameters.curvatureChanged();
  }

  @Override
  public void update(UpdateRule rule) {
    if (!parameters.isHalted()) {
      statistics.move(parameters.get(Vector.PARAMETERS));
    }
    parameters.update(rule, workers);
    parametersChanged();
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
      LossPass pass = new LossPass(loss, readout, part, 1f / part.count());
      boolean one = single.lanes() == 1 && part.count() == 1 && single.joint().isEmpty();
      if (one && PlanParameters.hasRates(rule)) {
        tally = tally.plus(stepOne(pass, rule));
      } else {
        forgetPass();
        Blocks used = blocksFor(part.count());
        tally = tally.plus(passes.update(used, pass, rule.after(start / batch), parameters));
        parametersChanged();
      }
    }
    return Pending.of(tally);
  }

  /**
   * Takes one sample forward and back and changes each layer's parameters on the way: most of the
   * gradient is never written to memory.
   */
  private Tally stepOne(LossPass pass, UpdateRule rule) {
    float[] w = parameters.get(Vector.PARAMETERS);
    forgetPass();
    single.prepare(w);
    Block block = single.take();
    BlockSamples.load(pass.samples(), spec.input(), 0, 1, block);
    block.forward(w);
    BlockSamples.seed(pass, 0, 1, block);
    Tally tally = parameters.tally(pass.losses(), pass.wrong());
    parameters.step(rule, step -> block.step(pass.readout().layers(), step));
    single.giveBack(block);
    parametersChanged();
    return tally;
  }

  private void parametersChanged() {
    wide.parametersChanged();
    single.parametersChanged();
  }

  /** A fused pass writes over what the last forward pass gave. */
  private void forgetPass() {
    count = 0;
    results = Optional.empty();
    seeds = Optional.empty();
  }

  @Override
  public Pending<Tally> evaluate(Loss loss, Source.Samples samples) {
    LossPass pass = new LossPass(loss, Readout.of(loss, spec), samples, 1);
    ((CpuImages) samples.images()).requireFits(spec.input());
    forgetPass();
    Blocks used = blocksFor(Math.min(samples.count(), spec.capacity()));
    passes.evaluate(used, pass, parameters.get(Vector.PARAMETERS));
    return Pending.of(parameters.tally(pass.losses(), pass.wrong()));
  }

  private void requireTraining() {
    if (!spec.training()) {
      throw new IllegalStateException("this plan was not made for training");
    }
  }

  private void requireForward(String pass) {
    if (count == 0) {
      throw new IllegalStateException(pass + ": there was no forward pass before it");
    }
  }

  private Seeds requireSeeds(String pass) {
    return seeds.orElseThrow(() -> new IllegalStateException(pass + ": there are no seeds"));
  }

  @Override
  public List<String> damagedGuards() {
    List<String> damaged = new ArrayList<>();
    wide.addDamaged(damaged);
    if (single != wide) {
      single.addDamaged(damaged);
    }
    return damaged;
  }

  @Override
  public void close() {}
}
