package io.github.lenetcl.training;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Tally;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.training.TrainingResult.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One run of a trainer: pass after pass, each followed by an evaluation and a checkpoint. */
final class TrainingLoop {

  private static final System.Logger LOG = System.getLogger(TrainingLoop.class.getName());

  /** The most samples in one pass on the device; larger batches are taken in parts. */
  private static final int MAX_CAPACITY = 1024;

  /** The least, so that evaluation does not crawl where one sample makes an update. */
  private static final int MIN_CAPACITY = 128;

  /** The part of the errors of mere guesses from which on it is asked whether anything is told. */
  private static final double HARDLY_BETTER_THAN_CHANCE = 0.9;

  private final Trainer job;
  private final Recipe recipe;
  private final Settings settings;
  private final LabelledImages training;
  private final Network network;
  private final Plan plan;
  private final ResidentImages images;
  private final Optional<ResidentImages> test;
  private final Optional<ResidentImages> validation;
  private final int total;
  private final StepLimit limit;

  /** Small at first, since the device's speed is not known. */
  private int pieceSamples = 64;

  /** Whether an update was made. */
  private boolean stepped;

  private final Snapshots snapshots;

  /** Where the run was last known to be good. */
  private Checkpoint last;

  private TrainingLoop(
      Trainer job,
      LabelledImages training,
      Plan plan,
      ResidentImages images,
      Optional<ResidentImages> test,
      Optional<ResidentImages> validation) {
    this.job = job;
    this.recipe = job.recipe;
    this.settings = recipe.settings();
    this.training = training;
    this.network = plan.network();
    this.plan = plan;
    this.images = images;
    this.test = test;
    this.validation = validation;
    this.total = training.count();
    this.limit = new StepLimit(job.stepLimit.orElse(Long.MAX_VALUE), total, settings.batch());
    this.snapshots = new Snapshots(job, training, plan);
    this.last = job.resumed.orElseGet(snapshots::first);
  }

  /** Returns the capacity of a plan for batches of that many samples. */
  static int capacity(int batch) {
    return Math.max(MIN_CAPACITY, Math.min(batch, MAX_CAPACITY));
  }

  static TrainingResult run(Trainer job, LabelledImages training) {
    int capacity = capacity(job.recipe.settings().batch());
    PlanSpec spec = PlanSpec.training(job.networkFor(training), capacity);
    try (ResidentImages images = job.backend.load(GreyImages.of(training), job.scaling);
        Plan plan = job.recipe.plan(job.backend, spec, training, job.scaling);
        EvaluatedSet test = EvaluatedSet.of(job, job.test);
        EvaluatedSet validation = EvaluatedSet.of(job, job.validation)) {
      return new TrainingLoop(job, training, plan, images, test.images, validation.images).run();
    }
  }

  /** Images that are on the device as long as the run lasts, where there are any. */
  private record EvaluatedSet(Optional<ResidentImages> images) implements AutoCloseable {

    static EvaluatedSet of(Trainer job, Optional<LabelledImages> set) {
      return new EvaluatedSet(set.map(some -> job.backend.load(GreyImages.of(some), job.scaling)));
    }

    @Override
    public void close() {
      images.ifPresent(ResidentImages::close);
    }
  }

  private TrainingResult run() {
    snapshots.requirePossible();
    begin();
    Optional<End> end = Optional.empty();
    while (end.isEmpty()) {
      end = last.state().pass() > settings.passes() ? Optional.of(End.FINISHED) : onePass();
    }
    TrainingResult result = new TrainingResult(last, end.get());
    job.listeners.forEach(listener -> listener.finished(result));
    return result;
  }

  /** Sets the plan to where the run begins or goes on. */
  private void begin() {
    if (!last.goesOnBitForBit(job.backend.device())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the checkpoint was made on {0}; the run goes on, on {1}, but not bit for bit",
          last.device(),
          job.backend.device().name());
    }
    plan.write(Vector.PARAMETERS, last.model().parameters());
    if (last.velocity().length > 0) {
      plan.write(Vector.VELOCITY, last.velocity());
    }
    if (last.squares().length > 0) {
      plan.write(Vector.SQUARES, last.squares());
    }
    if (last.curvature().length > 0) {
      plan.write(Vector.CURVATURE, last.curvature());
    }
    TrainingRun run =
        new TrainingRun(
            job.backend.device(),
            network,
            recipe,
            job.seed,
            total,
            test.map(ResidentImages::count).orElse(0),
            validation.map(ResidentImages::count).orElse(0),
            last.state().pass(),
            last.state().done());
    job.listeners.forEach(listener -> listener.started(run));
  }

  /** Runs a pass, or the rest of one, and says why the run ends with it, if it does. */
  private Optional<End> onePass() {
    PassState begun = last.state();
    int pass = begun.pass();
    long clock = System.nanoTime();
    Source.Samples samples = distorted(pass, order(pass)).drawing(Draws.ofLayers(job.seed, pass));
    if (begun.done() == 0 && recipe.curvatureSamples() > 0) {
      int[] chosen = Draws.curvatureSamples(job.seed, pass, total, recipe.curvatureSamples());
      Sums.curvature(plan, settings.loss(), distorted(pass, chosen));
    }
    Optional<StepSizes> sizes = StepSizes.of(plan, recipe.rule(pass, 0, limit.stepsOfPass()));
    double setup = (System.nanoTime() - clock) * 1e-9;

    PassRunner runner = new PassRunner(plan, recipe, samples, begun, setup, pieceSamples);
    runner.run(limit.samplesOf(pass), this::stopRequested, () -> report(runner));
    pieceSamples = runner.pieceSamples();
    if (runner.failedAt() >= 0) {
      throw notFinite(samples, pass, runner.failedAt() / settings.batch());
    }
    PassState reached = runner.state();
    float[] parameters = plan.read(Vector.PARAMETERS);
    // An update that went wrong shows in the loss after it, which the last one has not met yet.
    Tally probe = plan.evaluate(settings.loss(), samples.part(0, 1)).await();
    if (probe.notFinite() >= 0 || !Finite.all(parameters)) {
      throw notFinite(samples, pass, Math.max(0, reached.done() - 1) / settings.batch());
    }
    if (reached.done() < total) {
      last = snapshots.of(reached, parameters, last.history());
      snapshots.save(last);
    } else {
      finishPass(reached, parameters, sizes);
    }
    return endAt(last.state());
  }

  private Optional<End> endAt(PassState state) {
    if (state.pass() > settings.passes()) {
      return Optional.of(End.FINISHED);
    }
    if (state.done() >= limit.samplesOf(state.pass())) {
      return Optional.of(End.STEP_LIMIT);
    }
    // Only a request leaves a pass before its end.
    return state.done() > 0 || stopRequested() ? Optional.of(End.STOPPED) : Optional.empty();
  }

  private void finishPass(PassState reached, float[] parameters, Optional<StepSizes> sizes) {
    Optional<Tally> tested = test.map(this::evaluate);
    Optional<Tally> validated = validation.map(this::evaluate);
    PassResult result =
        new PassResult(
            reached.pass(), reached.tally(), tested, reached.seconds(), sizes, validated);
    List<PassResult> history = new ArrayList<>(last.history());
    history.add(result);
    last = snapshots.of(PassState.startOf(reached.pass() + 1), parameters, history);
    snapshots.save(last);
    tellIfUseless(result);
    job.listeners.forEach(listener -> listener.passFinished(result));
    job.listeners.forEach(listener -> listener.reached(last));
  }

  /** A rate that is too high may end in numbers that are finite and in answers that are all one. */
  private void tellIfUseless(PassResult result) {
    int classes = training.classes().size();
    if (result.trainingError() * classes < HARDLY_BETTER_THAN_CHANCE * (classes - 1)) {
      return;
    }
    int count = Math.min(Saturation.SAMPLES, total);
    Saturation.layer(plan, Source.Samples.all(images).part(0, count))
        .ifPresent(
            layer ->
                LOG.log(
                    System.Logger.Level.WARNING,
                    "pass {0}: the network answers alike whatever it is shown, from layer {1} on:"
                        + " it has saturated or diverged; a smaller rate (--lr) may help, and"
                        + " labels that belong to the images",
                    result.pass(),
                    layer));
  }

  private Tally evaluate(ResidentImages set) {
    return plan.evaluate(settings.loss(), Source.Samples.all(set)).await();
  }

  /** {@return samples as a pass sees them} */
  private Source.Samples distorted(int pass, int[] order) {
    Source.Samples samples = new Source.Samples(images, order);
    return Versions.shown(samples, settings.version(pass), settings.distortion(), job.seed);
  }

  private int[] order(int pass) {
    return settings.shuffled()
        ? Draws.shuffle(job.seed, pass, total)
        : IntStream.range(0, total).toArray();
  }

  private boolean stopRequested() {
    return Thread.currentThread().isInterrupted()
        || job.listeners.stream().anyMatch(TrainingListener::stopRequested);
  }

  private void report(PassRunner runner) {
    PassState state = runner.state();
    if (!stepped) {
      stepped = true;
      // "lenet bench --mode start" waits for these words.
      LOG.log(System.Logger.Level.DEBUG, "first step: {0} samples are done", state.done());
    }
    double speed = runner.samplesPerSecond();
    long left =
        limit.samplesTo(settings.passes()) - limit.samplesTo(state.pass() - 1) - state.done();
    Progress progress =
        new Progress(
            state.pass(),
            settings.passes(),
            state.done(),
            total,
            speed,
            state.tally().meanLoss(),
            state.tally().errorRate(),
            Duration.ofMillis(Math.round(1000 * left / speed)));
    job.listeners.forEach(listener -> listener.progress(progress));
  }

  private NotFiniteException notFinite(Source.Samples samples, int pass, int step) {
    int from = step * settings.batch();
    int count = Math.min(Math.min(settings.batch(), plan.spec().capacity()), total - from);
    String layer = Finite.firstLayerWithout(plan, settings.loss(), samples.part(from, count));
    return new NotFiniteException(pass, step + 1, layer, new TrainingResult(last, End.NOT_FINITE));
  }
}
