package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Readout;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClErrors;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.UpdateRule;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Whether a device computes a network rightly with kernels for the whole of it. Drivers differ, and
 * no result may be wrong in silence: at the first use of a device, driver and network a few samples
 * are trained on it and in plain Java. What came of it is kept with the compiled kernels; where it
 * was wrong, the network goes layer by layer.
 */
public final class PathCheck {

  /** What kernels for the whole of a network are for. */
  public enum Use {
    /** Updates. */
    TRAINING(true, false),
    /** Updates from batches of few samples. */
    TRAINING_BY_FEW(true, true),
    /** The last layer's outputs. */
    INFERENCE(false, false),
    /** The last layer's outputs of few samples. */
    INFERENCE_OF_FEW(false, true);

    private final boolean training;
    private final boolean few;

    Use(boolean training, boolean few) {
      this.training = training;
      this.few = few;
    }

    /** Returns what training is, of batches of few samples or of more. */
    public static Use training(boolean few) {
      return few ? TRAINING_BY_FEW : TRAINING;
    }

    /** Returns what inference is, of few samples or of more. */
    public static Use inference(boolean few) {
      return few ? INFERENCE_OF_FEW : INFERENCE;
    }

    /** Returns how many samples are looked at, for plans of a capacity. */
    public int samples(int capacity) {
      return few ? Math.min(capacity, VERY_FEW) : PathCheck.samples(capacity);
    }
  }

  private static final System.Logger LOG = System.getLogger(PathCheck.class.getName());

  /** Blocks of sixteen lanes, one of them in part. */
  private static final int SAMPLES = 19;

  /** As many are few for any device. */
  private static final int VERY_FEW = 3;

  /** Fewer than these may go in blocks of fewer lanes, which are looked at by themselves. */
  private static final int FEW = 9;

  /** Of the update: it shows in the parameters, and keeps them small. */
  private static final float RATE = 0.1f;

  private static final Scaling SCALING = Scaling.paper();
  private static final String RIGHT = "right";
  private static final List<Loss> LOSSES =
      List.of(
          new Loss.MeanSquaredError(1), new Loss.CrossEntropy(1), new Loss.OutputSquaredError(1));

  private final ProgramCache cache;
  private final String identity;
  private final String name;

  /**
   * Prepares to check.
   *
   * @param device the device
   * @param platformVersion the version of its platform
   * @param cache where the outcome is kept
   */
  public PathCheck(DeviceInfo device, String platformVersion, ProgramCache cache) {
    this.cache = cache;
    name = device.toString();
    identity =
        String.join(
            "\n", device.name(), device.platform(), device.driver(), platformVersion, build());
  }

  /**
   * Returns whether plans may go by the kernels for the whole of a network.
   *
   * @param network the network
   * @param capacity the most samples of their passes: with few of them other kernels are used
   * @param use what for
   * @param plans makes a plan that has them, on the device
   * @param images keeps images there
   */
  public boolean passes(
      Network network,
      int capacity,
      Use use,
      Function<PlanSpec, Plan> plans,
      Function<GreyImages, ResidentImages> images) {
    PlanSpec spec =
        new PlanSpec(network, network.input(), use.samples(capacity), use.training, false);
    Optional<Loss> loss = LOSSES.stream().filter(each -> fits(each, spec)).findFirst();
    if (loss.isEmpty() || network.input().maps() != 1) {
      return true; // there is no way to train it that could be compared
    }
    String key =
        ProgramCache.key(
            "path check",
            identity,
            network.layers().toString(),
            use.toString(),
            "" + spec.capacity());
    String found =
        cache
            .load(key)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElseGet(() -> compare(key, spec, loss.get(), plans, images));
    if (!found.equals(RIGHT)) {
      LOG.log(
          Level.WARNING,
          "{0}: {1}, so the kernels for whole networks are not used, but those layer by layer;"
              + " lenet selftest shows more",
          name,
          found);
    }
    return found.equals(RIGHT);
  }

  /** Returns what tells the device, its driver and this build of the kernels from others. */
  public String identity() {
    return identity;
  }

  /** Returns what tells this build of the kernels from others: the size and the time of the jar. */
  private static String build() {
    try {
      Path jar =
          Path.of(PathCheck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.size(jar) + " " + Files.getLastModifiedTime(jar);
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return "";
    }
  }

  /** Returns how many samples are looked at, for plans of a capacity. */
  private static int samples(int capacity) {
    return capacity < FEW ? capacity : SAMPLES;
  }

  private static boolean fits(Loss loss, PlanSpec spec) {
    try {
      Readout.of(loss, spec);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String compare(
      String key,
      PlanSpec spec,
      Loss loss,
      Function<PlanSpec, Plan> plans,
      Function<GreyImages, ResidentImages> images) {
    GreyImages some = images(spec, Readout.of(loss, spec).classes());
    String found;
    try (Selection java = Backends.open("cpu:plain")) {
      Backend reference = java.backend();
      float[] wanted = trial(spec, loss, reference::plan, reference.load(some, SCALING));
      try {
        double error = FirstUse.error(trial(spec, loss, plans, images.apply(some)), wanted);
        found = FirstUse.isRight(error) ? RIGHT : offBy(spec.training(), (float) error);
      } catch (DeviceException e) {
        if (ClErrors.isShortage(e)) {
          return e.getMessage(); // not kept: it may pass
        }
        found = e.getMessage();
      }
    }
    cache.store(key, found.getBytes(StandardCharsets.UTF_8));
    return found;
  }

  private static String offBy(boolean training, float error) {
    return training
        ? "an update is off by " + error + " of itself"
        : "outputs are off by " + error + " of themselves";
  }

  private static GreyImages images(PlanSpec spec, int classes) {
    SplittableRandom random = new SplittableRandom(1);
    int height = spec.input().height();
    int width = spec.input().width();
    byte[] pixels = new byte[spec.capacity() * height * width];
    random.nextBytes(pixels);
    int[] labels = random.ints(spec.capacity(), 0, classes).toArray();
    return new GreyImages(height, width, pixels, labels);
  }

  /** Returns how an update changed a network's parameters if it is trained, else its outputs. */
  private static float[] trial(
      PlanSpec spec, Loss loss, Function<PlanSpec, Plan> plans, ResidentImages kept) {
    SplittableRandom random = new SplittableRandom(2);
    float[] start = FirstUse.parameters(spec.network(), random);
    try (ResidentImages images = kept;
        Plan plan = plans.apply(spec)) {
      plan.write(Vector.PARAMETERS, start);
      Source.Samples all = Source.Samples.all(images);
      if (!spec.training()) {
        plan.forward(all);
        return plan.outputs();
      }
      plan.train(loss, new UpdateRule.GradientDescent(RATE), all, spec.capacity()).await();
      float[] change = plan.read(Vector.PARAMETERS);
      for (int i = 0; i < change.length; i++) {
        change[i] -= start[i];
      }
      return change;
    }
  }
}
