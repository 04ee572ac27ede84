package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Scaling;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An open OpenCL device. Every plan has a queue and kernels of its own, so that plans may run in
 * different threads; what they share is built under a lock or never changes.
 */
final class OpenClBackend implements Backend {

  private final ClContext context;
  private final ClQueue transfers;
  private final Programs programs;
  private final KernelPath path;
  private final Set<AutoCloseable> made = ConcurrentHashMap.newKeySet();
  private boolean closed;

  OpenClBackend(ClDevice device) {
    this(device, KernelPath.ofUser());
  }

  OpenClBackend(ClDevice device, KernelPath path) {
    this.path = path;
    context = new ClContext(device);
    try {
      transfers = new ClQueue(context);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    programs = new Programs(context, ProgramCache.ofUser());
  }

  @Override
  public DeviceInfo device() {
    return context.device().info();
  }

  @Override
  public synchronized Plan plan(PlanSpec spec) {
    requireOpen();
    OpenClPlan plan = new OpenClPlan(context, programs, path, spec, made::remove);
    made.add(plan);
    return plan;
  }

  @Override
  public String schedule(PlanSpec spec) {
    return path.schedule(context.device(), spec);
  }

  @Override
  public synchronized ResidentImages load(GreyImages images, Scaling scaling) {
    requireOpen();
    OpenClImages resident = new OpenClImages(context, transfers, images, scaling, made::remove);
    made.add(resident);
    return resident;
  }

  @Override
  public synchronized Probe probe() {
    requireOpen();
    OpenClProbe probe = new OpenClProbe(context, programs, made::remove);
    made.add(probe);
    return probe;
  }

  /** Returns how many programs were compiled rather than taken from the cache. */
  int compiled() {
    return programs.compiled();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the backend is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<AutoCloseable> rest = List.copyOf(made);
    rest.stream().filter(OpenClPlan.class::isInstance).forEach(OpenClBackend::close);
    rest.stream().filter(OpenClImages.class::isInstance).forEach(OpenClBackend::close);
    rest.stream().filter(OpenClProbe.class::isInstance).forEach(OpenClBackend::close);
    programs.close();
    transfers.close();
    context.close();
  }

  private static void close(AutoCloseable made) {
    if (made instanceof OpenClPlan plan) {
      plan.close();
    } else if (made instanceof OpenClImages images) {
      images.close();
    } else if (made instanceof OpenClProbe probe) {
      probe.close();
    }
  }
}
