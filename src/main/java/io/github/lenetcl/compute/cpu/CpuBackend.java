package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Scaling;
import java.util.Map;

/** The Java CPU backend: always there, and the reference of every other. */
public final class CpuBackend implements Backend {

  private final Workers workers;

  /** Opens the CPU with all its cores. */
  public CpuBackend() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens the CPU. Results do not depend on the number of threads.
   *
   * @param threads how many threads to use, at least 1
   */
  public CpuBackend(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("cpu: " + threads + " threads, wanted at least 1");
    }
    workers = new Workers(threads);
  }

  @Override
  public DeviceInfo device() {
    return describe(workers.threads());
  }

  static DeviceInfo describe(int threads) {
    return new DeviceInfo(
        "cpu",
        threads + (threads == 1 ? " thread" : " threads") + ", " + System.getProperty("os.arch"),
        "Java " + Runtime.version().feature(),
        Runtime.version().toString(),
        DeviceInfo.Kind.JAVA,
        Map.of("threads", Integer.toString(threads)));
  }

  @Override
  public Plan plan(PlanSpec spec) {
    return new CpuPlan(spec, workers);
  }

  @Override
  public ResidentImages load(GreyImages images, Scaling scaling) {
    return new CpuImages(images, scaling);
  }

  @Override
  public void close() {
    workers.close();
  }
}
