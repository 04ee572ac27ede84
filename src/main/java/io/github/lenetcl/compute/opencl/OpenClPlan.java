package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Degree;
import io.github.lenetcl.compute.Draws;
import io.github.lenetcl.compute.Pending;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.Lazy;
import io.github.lenetcl.compute.opencl.device.Programs;
import io.github.lenetcl.compute.opencl.device.Throttle;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.Gathering;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.compute.opencl.layers.BackwardPass;
import io.github.lenetcl.compute.opencl.layers.ForwardPass;
import io.github.lenetcl.compute.opencl.layers.Halt;
import io.github.lenetcl.compute.opencl.layers.LayerStage;
import io.github.lenetcl.compute.opencl.layers.LossKernels;
import io.github.lenetcl.compute.opencl.layers.SeedBuffers;
import io.github.lenetcl.compute.opencl.layers.UpdateKernels;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.compute.opencl.whole.Head;
import io.github.lenetcl.compute.opencl.whole.KernelPath;
import io.github.lenetcl.compute.opencl.whole.PathCheck.Use;
import io.github.lenetcl.compute.opencl.whole.PlanParts;
import io.github.lenetcl.compute.opencl.whole.WholeNetwork;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Shape;
import io.github.lenetcl.network.UpdateRule;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jocl.Pointer;
import org.jocl.Sizeof;

/** A network on an OpenCL device. Everything but handing over arrays is enqueued and returns. */
public final class OpenClPlan implements Plan {

  private final PlanSpec spec;
  private final ClContext context;
  private final Workspace workspace;
  private final Map<Vector, ClBuffer> vectors = new EnumMap<>(Vector.class);
  private final Halt halt;
  private final Lazy<ForwardPass> forward;
  private final Lazy<SeedBuffers> seedBuffers;
  private final Lazy<BackwardPass> backward;
  private final LossKernels losses;
  private final Lazy<UpdateKernels> updates;
  private final Gathering gathering;
  private final SampleResults results;
  private final Throttle throttle;
  private final Optional<WholeNetwork> whole;
  private final Optional<Head> head;
  private final Predicate<Use> right;

  private Optional<ClBuffer> places = Optional.empty();

  /** How far the passes have come: what may be asked for next. */
  private int samples;

  /** Whether only the last layer's outputs are there. */
  private boolean lastLayerOnly;

  private boolean seeded;

  /** How many layers lie below the seeds: all, but for a softmax that a loss computed itself. */
  private int seededLayers;

  private boolean seededSecond;
  private boolean propagated;
  private boolean closed;

  /**
   * Makes a plan. Where it has kernels for the whole of its network, what goes by layers is made
   * when it is first asked for.
   *
   * @param right whether the kernels for the whole of its network are right, asked before their
   *     first use
   */
  OpenClPlan(
      ClContext context,
      Tuning tuning,
      Programs programs,
      KernelPath path,
      PlanSpec spec,
      Predicate<Use> right) {
    this.context = context;
    this.spec = spec;
    this.right = right;
    workspace = new Workspace(context, programs, spec.guarded());
    try {
      int count = spec.network().parameterCount();
      for (Vector vector : Vector.values()) {
        if (vector == Vector.PARAMETERS || spec.training()) {
          vectors.put(vector, workspace.zeros(vector.name().toLowerCase(Locale.ROOT), count));
        }
      }
      halt = new Halt(workspace);
      ForwardPass.values(spec, spec.input());
      network().shapesFor(spec.input()).forEach(shape -> ForwardPass.values(spec, shape));
      long outputs = ForwardPass.values(spec, output());
      forward =
          new Lazy<>(
              () -> new ForwardPass(workspace, tuning, spec, vectors.get(Vector.PARAMETERS)));
      seedBuffers = new Lazy<>(() -> SeedBuffers.of(workspace, outputs));
      backward =
          new Lazy<>(() -> new BackwardPass(workspace, spec, forward.get(), seedBuffers.get()));
      losses = new LossKernels(workspace, output().maps(), halt);
      updates = new Lazy<>(() -> new UpdateKernels(workspace, spec.network(), vectors, halt));
      gathering = new Gathering(workspace, spec.input(), spec.capacity());
      results = new SampleResults(workspace, spec.capacity());
      throttle = new Throttle(workspace.queue());
      PlanParts parts = new PlanParts(workspace, spec, vectors, halt, gathering, results, throttle);
      whole = path.wholeNetwork(parts);
      head = whole.isPresent() ? Optional.empty() : path.head(parts);
      if (whole.isEmpty()) {
        forward.get();
        seedBuffers.get();
      }
      if (whole.isEmpty() && spec.training()) {
        backward.get();
      }
    } catch (RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  @Override
  public PlanSpec spec() {
    return spec;
  }

  /** Returns whether it has no kernels for the whole of its network. */
  boolean byLayers() {
    return whole.isEmpty();
  }

  @Override
  public void write(Vector vector, float[] values) {
    int count = network().parameterCount();
    if (values.length != count) {
      throw new IllegalArgumentException(
          vector + ": " + values.length + " values, wanted " + count);
    }
    ClBuffer buffer = vector(vector);
    if (vector == Vector.PARAMETERS) {
      allLayers();
    }
    if (count > 0) {
      workspace.queue().write(buffer, (long) count * Sizeof.cl_float, Pointer.to(values));
    }
    if (vector == Vector.PARAMETERS) {
      halt.end();
      propagated = false;
    }
  }

  @Override
  public float[] read(Vector vector) {
    return floats(vector(vector), network().parameterCount());
  }

  private ClBuffer vector(Vector vector) {
    requireOpen();
    if (!vectors.containsKey(vector)) {
      throw new IllegalStateException("no " + vector + ": the plan runs forward only");
    }
    return vectors.get(vector);
  }

  private float[] floats(ClBuffer buffer, int count) {
    float[] values = new float[count];
    if (count > 0) {
      long bytes = (long) count * Sizeof.cl_float;
      workspace.queue().read(buffer, 0, bytes, Pointer.to(values));
    }
    return values;
  }

  @Override
  public void forward(Source source) {
    requireOpen();
    int count = source.count();
    if (count < 1 || count > spec.capacity()) {
      throw new IllegalArgumentException(
          "forward: " + count + " samples, wanted 1 to " + spec.capacity());
    }
    if (source instanceof Source.Samples some) {
      OpenClImages images = images(some);
      results.write(some);
      gathering.run(images, some, results.order(), 0, count, forward.get().input());
      forward.get().draw(some.draws(), count, results.order(), 0);
    } else if (source instanceof Source.Inputs inputs) {
      int wanted = Math.multiplyExact(count, spec.input().size());
      if (inputs.values().length != wanted) {
        throw new IllegalArgumentException(
            "forward: " + inputs.values().length + " input values, wanted " + wanted);
      }
      long bytes = (long) wanted * Sizeof.cl_float;
      workspace.queue().write(forward.get().input(), bytes, Pointer.to(inputs.values()));
      forward.get().draw(inputs.draws(), count, places(), 0);
    }
    if (spec.training()) {
      forward.get().run(count);
      forwarded(count, false);
    } else {
      outputs(source.draws(), count);
    }
  }

  /** Returns 0, 1, 2, …: the indices of samples that are handed over. */
  private ClBuffer places() {
    if (places.isEmpty()) {
      int[] all = IntStream.range(0, spec.capacity()).toArray();
      places = Optional.of(workspace.table("places of the samples", all));
    }
    return places.get();
  }

  /** Computes the last layer's outputs, and the others' where that is the way to them. */
  private void outputs(Draws draws, int count) {
    boolean lastOnly =
        whole.isPresent() && !draws.on() && right.test(Use.inference(count <= whole.get().few()));
    if (lastOnly) {
      LayerStage last = forward.get().last();
      whole.get().forward(count, forward.get().input(), last.input(), last.output());
      forwarded(count, true);
    } else {
      Optional<Head> first = draws.on() ? Optional.empty() : headFor(count, Use.INFERENCE);
      layers(first, draws, 0, count);
      forwarded(count, first.isPresent());
    }
  }

  /** Makes up for the layers that the last forward pass left out, before parameters change. */
  private void allLayers() {
    if (lastLayerOnly) {
      forward.get().run(samples);
      lastLayerOnly = false;
    }
  }

  private void forwarded(int count, boolean last) {
    samples = count;
    lastLayerOnly = last;
    seeded = false;
    seededSecond = false;
    propagated = false;
  }

  private OpenClImages images(Source.Samples some) {
    if (!(some.images() instanceof OpenClImages images) || images.context() != context) {
      throw new IllegalArgumentException("the images are kept by another backend");
    }
    for (int i = some.from(); i < some.from() + some.count(); i++) {
      if (some.order()[i] < 0 || some.order()[i] >= images.count()) {
        throw new IllegalArgumentException(
            "sample " + some.order()[i] + ", wanted 0 to " + (images.count() - 1));
      }
    }
    return images;
  }

  @Override
  public float[] output(int layer) {
    requireForward();
    if (layer < network().layers().size() - 1) {
      allLayers();
    }
    Shape shape = network().shapesFor(spec.input()).get(layer);
    return floats(forward.get().output(layer), samples * shape.size());
  }

  @Override
  public Pending<Tally> seed(Loss loss, Source.Samples some, float weight) {
    requireForward();
    if (some.count() != samples) {
      throw new IllegalArgumentException(
          "seed: " + some.count() + " samples, wanted the " + samples + " of the forward pass");
    }
    Readout readout = Readout.of(loss, spec);
    OpenClImages images = labelled(some, readout);
    results.write(some);
    seed(loss, readout, images, 0, samples, weight);
    return results.read(samples);
  }

  private void seed(
      Loss loss, Readout readout, OpenClImages images, int position, int count, float weight) {
    LayerStage last = forward.get().last();
    ClBuffer read = readout.layers() > last.layer() ? last.output() : last.input();
    losses.run(loss, read, images.labels(), results, position, count, weight, seedBuffers.get());
    seeded = true;
    seededLayers = readout.layers();
    seededSecond = true;
    propagated = false;
  }

  private OpenClImages labelled(Source.Samples some, Readout readout) {
    OpenClImages images = images(some);
    images.requireLabels(readout.classes());
    return images;
  }

  @Override
  public void seed(Seeds seeds) {
    requireForward();
    int count = samples * output().size();
    if (seeds.hasSecond()) {
      requireLength("seeds' diagonal", seeds.diagonal(), count);
      requireLength("seeds' factor", seeds.factor(), count);
    }
    requireLength("seeds", seeds.first(), count);
    write(seedBuffers.get().first(), seeds.first());
    if (seeds.hasSecond()) {
      write(seedBuffers.get().diagonal(), seeds.diagonal());
      write(seedBuffers.get().factor(), seeds.factor());
    }
    seeded = true;
    seededLayers = network().layers().size();
    seededSecond = seeds.hasSecond();
    propagated = false;
  }

  private static void requireLength(String name, float[] values, int wanted) {
    if (values.length != wanted) {
      throw new IllegalArgumentException(name + ": " + values.length + " values, wanted " + wanted);
    }
  }

  private void write(ClBuffer buffer, float[] values) {
    long bytes = (long) values.length * Sizeof.cl_float;
    workspace.queue().write(buffer, bytes, Pointer.to(values));
  }

  @Override
  public void backward(Accumulation accumulation) {
    BackwardPass pass = backwardPass();
    require(seeded, "backward: no seeds since the last forward pass");
    allLayers();
    boolean add = accumulation == Accumulation.ADD;
    pass.run(Degree.FIRST, seededLayers, samples, add, vectors.get(Vector.GRADIENT));
    propagated = true;
  }

  @Override
  public void curvature(Accumulation accumulation) {
    BackwardPass pass = backwardPass();
    require(seededSecond, "curvature: no second derivatives since the last forward pass");
    allLayers();
    boolean add = accumulation == Accumulation.ADD;
    pass.run(Degree.SECOND, seededLayers, samples, add, vectors.get(Vector.CURVATURE));
  }

  private BackwardPass backwardPass() {
    requireTraining();
    return backward.get();
  }

  private void requireTraining() {
    requireOpen();
    require(spec.training(), "the plan runs forward only");
  }

  @Override
  public float[] inputGradient() {
    BackwardPass pass = backwardPass();
    require(
        propagated,
        "inputGradient: no backward pass since the last forward pass, seeds or parameters");
    return floats(pass.inputDerivative(samples), samples * spec.input().size());
  }

  @Override
  public void update(UpdateRule rule) {
    requireTraining();
    allLayers();
    if (whole.isEmpty()) {
      forward.get().settle(halt);
    }
    updates.get().run(rule);
    propagated = false;
  }

  @Override
  public Pending<Tally> train(Loss loss, UpdateRule rule, Source.Samples some, int batch) {
    requireTraining();
    if (batch < 1 || batch > spec.capacity()) {
      throw new IllegalArgumentException(
          "train: batch " + batch + ", wanted 1 to " + spec.capacity());
    }
    Readout readout = Readout.of(loss, spec);
    OpenClImages images = labelled(some, readout);
    if (some.count() == 0) {
      return Pending.of(Tally.NONE);
    }
    results.write(some);
    if (whole.isPresent()
        && whole.get().takes(rule)
        && right.test(Use.training(batch <= whole.get().few()))) {
      whole.get().train(loss, rule, images, some, batch);
    } else {
      train(loss, readout, rule, images, some, batch);
    }
    forwarded(0, false);
    return results.read(some.count());
  }

  /** Returns what takes the first layers at once, where it is to be used. */
  private Optional<Head> headFor(int samples, Use use) {
    return head.filter(some -> some.takes(samples) && right.test(use));
  }

  /** Computes all layers, the first of them at once where there is something that does. */
  private void layers(Optional<Head> first, Draws draws, int position, int count) {
    ForwardPass pass = forward.get();
    if (first.isPresent()) {
      int from = first.get().layers();
      first.get().forward(draws, position, count, pass.input(), pass.output(from - 1));
      pass.run(count, from);
    } else {
      pass.run(count);
    }
  }

  /** Layer by layer, or from the first one on that must go so. */
  private void train(
      Loss loss,
      Readout readout,
      UpdateRule rule,
      OpenClImages images,
      Source.Samples some,
      int batch) {
    BackwardPass pass = backwardPass();
    ClBuffer gradient = vectors.get(Vector.GRADIENT);
    Optional<Head> first = headFor(batch, Use.TRAINING);
    for (int start = 0; start < some.count(); start += batch) {
      int count = Math.min(batch, some.count() - start);
      gathering.run(images, some, results.order(), start, count, forward.get().input());
      forward.get().draw(some.draws(), count, results.order(), start);
      layers(first, some.draws(), start, count);
      forwarded(count, false);
      seed(loss, readout, images, start, count, 1f / count);
      if (first.isPresent()) {
        ClBuffer back = pass.downTo(first.get().layers(), seededLayers, count, gradient);
        first.get().backward(some.draws(), start, count, back);
      } else {
        pass.run(Degree.FIRST, seededLayers, count, false, gradient);
      }
      forward.get().settle(halt);
      updates.get().run(rule.after(start / batch));
      throttle.enqueued(count);
    }
  }

  @Override
  public Pending<Tally> evaluate(Loss loss, Source.Samples some) {
    requireOpen();
    Readout readout = Readout.of(loss, spec);
    OpenClImages images = labelled(some, readout);
    if (some.count() == 0) {
      return Pending.of(Tally.NONE);
    }
    results.write(some);
    for (int start = 0; start < some.count(); start += spec.capacity()) {
      int count = Math.min(spec.capacity(), some.count() - start);
      gathering.run(images, some, results.order(), start, count, forward.get().input());
      forward.get().draw(some.draws(), count, results.order(), start);
      outputs(some.draws(), count);
      seed(loss, readout, images, start, count, 1);
      throttle.enqueued(count);
    }
    forwarded(0, false);
    return results.read(some.count());
  }

  @Override
  public List<String> damagedGuards() {
    requireOpen();
    return workspace.damagedGuards();
  }

  /** {@return the kernels that the plan launches, for a look at what they take} */
  public List<ClKernel> kernels() {
    return workspace.kernels();
  }

  private void requireForward() {
    requireOpen();
    require(samples > 0, "no forward pass yet");
  }

  private void requireOpen() {
    require(!closed, "the plan is closed");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    results.close();
    throttle.close();
    workspace.close();
  }
}
