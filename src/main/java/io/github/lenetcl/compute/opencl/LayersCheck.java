package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.compute.opencl.whole.FirstUse;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Whether a device computes a network rightly layer by layer, which is what is left where there are
 * no kernels for the whole of it, or wrong ones. Nothing is left after it: a device that fails is
 * refused for this network. What was right is kept with the compiled kernels.
 */
final class LayersCheck {

  /**
   * Tiles of the kernels grow with the samples, to 128 places of them; one more needs two tiles.
   */
  private static final int SAMPLES = 129;

  private static final byte[] RIGHT = "right".getBytes(StandardCharsets.UTF_8);

  private final ProgramCache cache;
  private final String device;
  private final String identity;

  /**
   * Prepares to check.
   *
   * @param device how people know the device
   * @param identity what tells it, its driver and these kernels from others
   * @param cache where a good outcome is kept
   */
  LayersCheck(String device, String identity, ProgramCache cache) {
    this.device = device;
    this.identity = identity;
    this.cache = cache;
  }

  /**
   * Compares some samples with plain Java, their gradient as well if the plan trains.
   *
   * @param wanted the plan that is to be made
   * @param plans makes plans that go layer by layer on the device
   * @throws DeviceException if the device is off by more than a thousandth
   */
  void require(PlanSpec wanted, Function<PlanSpec, Plan> plans) {
    PlanSpec spec =
        new PlanSpec(
            wanted.network(),
            wanted.network().input(),
            samples(wanted.capacity()),
            wanted.training(),
            false);
    String key =
        ProgramCache.key(
            "layers check",
            identity,
            spec.network().layers().toString(),
            "" + spec.training(),
            "" + spec.capacity());
    if (cache.load(key).isPresent()) {
      return;
    }
    double error;
    try (Selection java = Backends.open("cpu:plain")) {
      error = Trial.of(spec, plans).errorAgainst(Trial.of(spec, java.backend()::plan));
    }
    if (!FirstUse.isRight(error)) {
      throw new DeviceException(
          device
              + ": computes this network wrongly layer by layer, off by "
              + (float) error
              + " of its values; use another device or driver (lenet selftest shows more)");
    }
    cache.store(key, RIGHT);
  }

  /** Returns how many samples are looked at, for plans of a capacity. */
  static int samples(int capacity) {
    return Math.min(SAMPLES, capacity);
  }

  /**
   * What a network made of samples.
   *
   * @param outputs the last layer's
   * @param gradient that of the sum of all outputs, some of them counted less; empty if not trained
   */
  private record Trial(float[] outputs, float[] gradient) {

    static Trial of(PlanSpec spec, Function<PlanSpec, Plan> plans) {
      SplittableRandom random = new SplittableRandom(1);
      try (Plan plan = plans.apply(spec)) {
        plan.write(Vector.PARAMETERS, FirstUse.parameters(spec.network(), random));
        float[] inputs = draw(random, spec.capacity() * spec.input().size());
        plan.forward(new Source.Inputs(inputs, spec.capacity()));
        float[] outputs = plan.outputs();
        if (!spec.training()) {
          return new Trial(outputs, new float[0]);
        }
        plan.seed(Seeds.first(draw(random, outputs.length)));
        plan.backward(Accumulation.REPLACE);
        return new Trial(outputs, plan.read(Vector.GRADIENT));
      }
    }

    private static float[] draw(SplittableRandom random, int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      return values;
    }

    /** Returns the larger of both errors; not a number where one is none. */
    double errorAgainst(Trial wanted) {
      return Math.max(
          FirstUse.error(outputs, wanted.outputs), FirstUse.error(gradient, wanted.gradient));
    }
  }
}
