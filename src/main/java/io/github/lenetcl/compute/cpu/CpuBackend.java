package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Gate;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.cpu.blocks.BlockPlan;
import io.github.lenetcl.compute.cpu.blocks.SlowLayers;
import io.github.lenetcl.compute.cpu.blocks.Workers;
import io.github.lenetcl.compute.cpu.images.CpuImages;
import io.github.lenetcl.compute.cpu.images.PlainSmoothing;
import io.github.lenetcl.compute.cpu.images.Smoothing;
import io.github.lenetcl.compute.cpu.lanes.LoopTable;
import io.github.lenetcl.compute.cpu.probe.Chains;
import io.github.lenetcl.compute.cpu.probe.CpuProbe;
import io.github.lenetcl.compute.cpu.probe.PlainChains;
import io.github.lenetcl.compute.cpu.probe.VectorModule;
import io.github.lenetcl.network.Scaling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java CPU backend: always there, and the reference of every other. With the module of the
 * Vector API it runs in vector instructions, without it in plain loops.
 *
 * <p>What a sample gives is the same, bit for bit, on any number of threads and whatever samples
 * stand beside it. The number of them matters in two ways: fewer samples than fill a quarter of a
 * vector (in plain loops fewer than eight) go one by one through networks like LeNet-5, with sums
 * in another order, and so may differ from the same sample in a larger batch in their last bits;
 * and gradients are sums over the batch.
 */
public final class CpuBackend implements Backend {

  /** The limit of a device that tells the length of its vectors. */
  public static final String VECTOR_LENGTH = "vector length";

  private final Gate gate = new Gate();
  private final Workers workers;
  private final Loops loops;

  /** The ways to compute, the fastest first. */
  enum Loops {
    /** In vector instructions. */
    VECTORS("cpu", "vector instructions"),
    /** In plain loops over samples side by side. */
    LANES("cpu:lanes", "plain loops over samples side by side"),
    /** In plain loops, sample by sample: the reference. */
    REFERENCE("cpu:plain", "plain loops");

    private final String id;
    private final String title;

    Loops(String id, String title) {
      this.id = id;
      this.title = title;
    }

    /** Returns those that this Java can run. */
    static List<Loops> ready() {
      return VectorModule.isReady() ? List.of(values()) : List.of(LANES, REFERENCE);
    }

    /** Why it is not the faster way, where that is so. */
    private String reason() {
      return this == LANES
          ? VectorModule.absence().map(absence -> " (" + absence.reason() + ")").orElse("")
          : "";
    }

    DeviceInfo describe(int threads) {
      return new DeviceInfo(
          id,
          threads + (threads == 1 ? " thread, " : " threads, ") + title + reason(),
          "Java " + Runtime.version().feature() + " on " + System.getProperty("os.arch"),
          Runtime.version().toString(),
          DeviceInfo.Kind.JAVA,
          limits(threads));
    }

    private Map<String, String> limits(int threads) {
      Map<String, String> limits = new LinkedHashMap<>();
      limits.put("threads", Integer.toString(threads));
      if (this == VECTORS) {
        limits.put(VECTOR_LENGTH, Vectors.bits() + " bits");
      }
      return limits;
    }
  }

  /** Opens the CPU with all its cores, in vector instructions where this Java has them. */
  public CpuBackend() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens the CPU, in vector instructions where this Java has them. Results do not depend on the
   * number of threads.
   *
   * @param threads how many threads to use, at least 1
   */
  public CpuBackend(int threads) {
    this(threads, Loops.ready().get(0));
  }

  CpuBackend(int threads, Loops loops) {
    if (threads < 1) {
      throw new IllegalArgumentException("cpu: " + threads + " threads, wanted at least 1");
    }
    this.workers = new Workers(threads);
    this.loops = loops;
  }

  /**
   * Opens the CPU in plain loops, sample by sample, the reference that everything is held to.
   *
   * @param threads how many threads to use, at least 1
   * @return the backend
   */
  public static CpuBackend plain(int threads) {
    return new CpuBackend(threads, Loops.REFERENCE);
  }

  /**
   * Opens the CPU in plain loops over samples side by side, which is what it runs in where there
   * are no vector instructions.
   *
   * @param threads how many threads to use, at least 1
   * @return the backend
   */
  public static CpuBackend lanes(int threads) {
    return new CpuBackend(threads, Loops.LANES);
  }

  @Override
  public DeviceInfo device() {
    return loops.describe(workers.threads());
  }

  @Override
  public Plan plan(PlanSpec spec) {
    Plan plan = gate.plan(() -> make(spec));
    if (spec.training() && loops != Loops.REFERENCE) {
      if (loops == Loops.LANES) {
        VectorModule.advise();
      }
      SlowLayers.tell(spec.network(), plan.implementations());
    }
    return plan;
  }

  private Plan make(PlanSpec spec) {
    return switch (loops) {
      case VECTORS -> Vectors.plan(spec, workers);
      case LANES -> LoopTable.plan(spec, workers);
      case REFERENCE -> BlockPlan.reference(spec, workers);
    };
  }

  @Override
  public ResidentImages load(GreyImages images, Scaling scaling) {
    Smoothing smoothing = loops == Loops.VECTORS ? Vectors.smoothing() : new PlainSmoothing();
    return gate.images(() -> new CpuImages(images, scaling, smoothing));
  }

  @Override
  public Probe probe() {
    Chains chains = loops == Loops.VECTORS ? Vectors.chains() : new PlainChains();
    return gate.probe(() -> new CpuProbe(workers, chains));
  }

  @Override
  public void close() {
    gate.close(workers::close);
  }
}
