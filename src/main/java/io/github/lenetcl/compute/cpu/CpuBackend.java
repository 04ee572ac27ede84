package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Scaling;
import java.util.Map;

/**
 * The Java CPU backend: always there, and the reference of every other. With the module of the
 * Vector API it runs in vector instructions, without it in plain loops.
 */
public final class CpuBackend implements Backend {

  private final Workers workers;
  private final boolean vectors;

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
    this(threads, VectorModule.isReady());
  }

  private CpuBackend(int threads, boolean vectors) {
    if (threads < 1) {
      throw new IllegalArgumentException("cpu: " + threads + " threads, wanted at least 1");
    }
    this.workers = new Workers(threads);
    this.vectors = vectors;
  }

  /**
   * Opens the CPU in plain loops, the reference that everything is held to.
   *
   * @param threads how many threads to use, at least 1
   * @return the backend
   */
  public static CpuBackend plain(int threads) {
    return new CpuBackend(threads, false);
  }

  @Override
  public DeviceInfo device() {
    return describe(workers.threads(), vectors);
  }

  static DeviceInfo describe(int threads, boolean vectors) {
    String loops = vectors ? "vector instructions" : "plain loops";
    return new DeviceInfo(
        vectors ? CpuProvider.DEFAULT : CpuProvider.PLAIN,
        threads + (threads == 1 ? " thread, " : " threads, ") + loops,
        "Java " + Runtime.version().feature() + " on " + System.getProperty("os.arch"),
        Runtime.version().toString(),
        DeviceInfo.Kind.JAVA,
        Map.of("threads", Integer.toString(threads)));
  }

  @Override
  public Plan plan(PlanSpec spec) {
    if (vectors) {
      return SimdPlan.of(spec, workers).orElseGet(() -> new CpuPlan(spec, workers));
    }
    return new CpuPlan(spec, workers);
  }

  @Override
  public ResidentImages load(GreyImages images, Scaling scaling) {
    Smoothing smoothing = vectors ? new SimdSmoothing() : new PlainSmoothing();
    return new CpuImages(images, scaling, smoothing);
  }

  @Override
  public Probe probe() {
    return new CpuProbe(workers, vectors ? new SimdChains() : new PlainChains());
  }

  @Override
  public void close() {
    workers.close();
  }
}
