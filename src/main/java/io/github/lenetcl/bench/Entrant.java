package io.github.lenetcl.bench;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.training.Preset;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A device made ready for one case: a mode and a batch. */
final class Entrant implements AutoCloseable {

  /** The most samples in one piece of work. */
  private static final int LARGEST = 1 << 16;

  private static final long SEED = 1;

  private final Backend backend;
  private final ResidentImages resident;
  private final Digits digits;
  private final int batch;
  private final double planSeconds;
  private final Plan plan;
  private final Pass pass;

  Entrant(
      Backend backend,
      ResidentImages resident,
      Digits digits,
      Preset preset,
      Mode mode,
      int batch) {
    this.backend = backend;
    this.resident = resident;
    this.digits = digits;
    this.batch = batch;
    Network network = preset.network();
    long start = System.nanoTime();
    plan =
        backend.plan(
            mode.trains() ? PlanSpec.training(network, batch) : PlanSpec.inference(network, batch));
    planSeconds = (System.nanoTime() - start) / 1e9;
    plan.write(Vector.PARAMETERS, preset.recipe().settings().start().draw(network, SEED));
    if (mode.trains()) {
      // Any curvature takes the same time; this one keeps steps small at every batch.
      float[] curvature = new float[network.parameterCount()];
      Arrays.fill(curvature, 1);
      plan.write(Vector.CURVATURE, curvature);
    }
    pass =
        mode.trains() ? Pass.training(plan, preset.recipe(), batch) : Pass.inference(plan, batch);
  }

  /** Returns how long the plan took: its memory, and its kernels from the cache or compiled. */
  double planSeconds() {
    return planSeconds;
  }

  /** Returns passes over images that are on the device already. */
  Piece resident() {
    return new Resident();
  }

  /** Returns passes over images that are brought to the device first. */
  Piece uploaded() {
    return new Uploaded();
  }

  private int largest() {
    return Math.max(1, LARGEST / batch);
  }

  @Override
  public void close() {
    plan.close();
  }

  private final class Resident implements Piece {

    private final Source.Samples samples =
        new Source.Samples(resident, digits.shuffled(Entrant.this.largest() * batch));

    @Override
    public double run(int size) {
      pass.run(samples.part(0, size * batch));
      return size * batch;
    }

    @Override
    public int largest() {
      return Entrant.this.largest();
    }
  }

  private final class Uploaded implements Piece {

    private int[] order = {};
    private GreyImages images = digits.tiled(0);

    @Override
    public double run(int size) {
      prepare(size * batch);
      try (ResidentImages there = backend.load(images, digits.scaling())) {
        pass.run(new Source.Samples(there, order));
      }
      return order.length;
    }

    /** Does something when the size changes, which it does while warming up. */
    private void prepare(int count) {
      if (order.length != count) {
        order = IntStream.range(0, count).toArray();
        images = digits.tiled(count);
      }
    }

    @Override
    public int largest() {
      return Entrant.this.largest();
    }
  }
}
