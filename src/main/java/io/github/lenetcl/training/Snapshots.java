package io.github.lenetcl.training;

import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.UpdateRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The checkpoints of a run: what they hold, and the file that keeps the last. */
final class Snapshots {

  /** The settings that a model tells of. */
  private static final List<String> NOTED =
      List.of(
          "start",
          "batch",
          "rate",
          "rule",
          "schedule",
          "label_smoothing",
          "shuffled",
          "distortion",
          "versions");

  private final Trainer job;
  private final Recipe recipe;
  private final LabelledImages training;
  private final String fingerprint;
  private final Plan plan;

  Snapshots(Trainer job, LabelledImages training, Plan plan) {
    this.job = job;
    this.recipe = job.recipe;
    this.training = training;
    this.fingerprint = Checkpoint.fingerprint(training);
    this.plan = plan;
  }

  /** {@return where a run begins that goes on from no other} */
  Checkpoint first() {
    float[] start =
        job.parameters.orElseGet(() -> recipe.settings().start().draw(plan.network(), job.seed));
    float[] none = new float[0];
    return checkpoint(PassState.startOf(1), start, none, none, none, List.of());
  }

  /** {@return what the plan holds at some point of the run} */
  Checkpoint of(PassState state, float[] parameters, List<PassResult> history) {
    boolean curved = recipe.curvatureSamples() > 0 && state.done() > 0;
    int steps = PassRunner.steps(training.count(), recipe.settings().batch());
    UpdateRule rule = UpdateRules.core(recipe.rule(1, 0, steps));
    boolean adaptive = rule instanceof UpdateRule.Adam;
    boolean moving = adaptive || rule instanceof UpdateRule.Momentum;
    return checkpoint(
        state,
        parameters,
        curved ? plan.read(Vector.CURVATURE) : new float[0],
        moving ? plan.read(Vector.VELOCITY) : new float[0],
        adaptive ? plan.read(Vector.SQUARES) : new float[0],
        history);
  }

  private Checkpoint checkpoint(
      PassState state,
      float[] parameters,
      float[] curvature,
      float[] velocity,
      float[] squares,
      List<PassResult> history) {
    return new Checkpoint(
        new Model(plan.network(), parameters, training.classes(), job.scaling, provenance(history)),
        recipe,
        job.seed,
        fingerprint,
        job.backend.device().name(),
        state,
        curvature,
        velocity,
        squares,
        history);
  }

  private Provenance provenance(List<PassResult> history) {
    Provenance provenance =
        job.provenance
            .withLoss(recipe.settings().loss())
            .withRun(recipe.name(), job.seed, history.size());
    Map<String, String> described = recipe.describe();
    for (String name : NOTED) {
      if (described.containsKey(name)) {
        provenance = provenance.withNote(name, described.get(name));
      }
    }
    if (!history.isEmpty()) {
      PassResult pass = history.get(history.size() - 1);
      if (pass.validationError().isPresent()) {
        String error = Double.toString(pass.validationError().get());
        provenance = provenance.withNote("validation error", error);
      }
      if (pass.testError().isPresent()) {
        provenance = provenance.withTestError(pass.testError().get());
      }
    }
    return provenance;
  }

  /** Finds out now rather than after the first pass whether checkpoints can be written. */
  void requirePossible() {
    try {
      if (job.checkpoint.isPresent()) {
        AtomicFile.requirePossible(job.checkpoint.get());
      }
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** Writes a checkpoint, where any are wanted. */
  void save(Checkpoint last) {
    try {
      if (job.checkpoint.isPresent()) {
        last.write(job.checkpoint.get());
      }
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private UncheckedIOException unwritten(IOException e) {
    String file = job.checkpoint.map(Path::toString).orElse("");
    return new UncheckedIOException(file + ": the checkpoint cannot be written, " + e, e);
  }
}
