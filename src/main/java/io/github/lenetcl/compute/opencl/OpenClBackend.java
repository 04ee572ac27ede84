package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.Gate;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClDevice;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ClQueue;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.compute.opencl.device.Programs;
import io.github.lenetcl.compute.opencl.images.OpenClImages;
import io.github.lenetcl.compute.opencl.tuning.Tuning;
import io.github.lenetcl.compute.opencl.tuning.Tunings;
import io.github.lenetcl.compute.opencl.whole.KernelPath;
import io.github.lenetcl.compute.opencl.whole.PathCheck;
import io.github.lenetcl.compute.opencl.whole.PathCheck.Use;
import io.github.lenetcl.network.Scaling;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An open OpenCL device. Every plan has a queue and kernels of its own, so that plans may run in
 * different threads; what they share is built under a lock or never changes.
 */
public final class OpenClBackend implements Backend {

  private final ClContext context;
  private final Tuning tuning;
  private final ClQueue transfers;
  private final Programs programs;
  private final KernelPath path;
  private final ProgramCache cache = ProgramCache.ofUser();
  private final Map<List<Object>, Boolean> checked = new ConcurrentHashMap<>();
  private final Gate gate = new Gate();

  OpenClBackend(ClDevice device) {
    this(device, KernelPath.ofUser());
  }

  OpenClBackend(ClDevice device, KernelPath path) {
    device.requireLanguage();
    this.path = path;
    tuning = Tunings.ofUser().of(device.info());
    context = new ClContext(device);
    try {
      transfers = new ClQueue(context);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    programs = new Programs(context, device.programCache());
    try {
      ClKernel.findLimit(transfers, programs);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public DeviceInfo device() {
    return context.device().info();
  }

  @Override
  public Plan plan(PlanSpec spec) {
    return gate.plan(() -> path == KernelPath.AUTO ? checked(spec) : make(spec));
  }

  /** Makes a plan whose kernels are looked at before their first use. */
  private Plan checked(PlanSpec spec) {
    OpenClPlan plan =
        new OpenClPlan(context, tuning, programs, path, spec, use -> passes(spec, use));
    if (plan.byLayers() && !spec.guarded()) {
      try {
        requireLayers(spec);
      } catch (RuntimeException e) {
        plan.close();
        throw e;
      }
    }
    return plan;
  }

  /**
   * Sees to it that what goes layer by layer is right; guarded plans are for proofs, and do
   * without.
   *
   * @throws DeviceException if it is not
   */
  private void requireLayers(PlanSpec spec) {
    checked.computeIfAbsent(
        List.of(spec.network().layers(), LayersCheck.samples(spec.capacity()), spec.training()),
        absent -> {
          new LayersCheck(device().toString(), check().identity(), cache)
              .require(spec, few -> make(few, KernelPath.GENERAL));
          return true;
        });
  }

  private PathCheck check() {
    return new PathCheck(device(), context.device().platformVersion(), cache);
  }

  /**
   * Whether the kernels for the whole of a network are right here; asked once for each use. Where
   * they are not, the layers must be.
   */
  private boolean passes(PlanSpec spec, Use use) {
    boolean right = wholePasses(spec, use);
    if (!right && !spec.guarded()) {
      requireLayers(spec);
    }
    return right;
  }

  private boolean wholePasses(PlanSpec spec, Use use) {
    return checked.computeIfAbsent(
        List.of(spec.network().layers(), use.samples(spec.capacity()), use),
        absent ->
            check()
                .passes(
                    spec.network(),
                    spec.capacity(),
                    use,
                    this::make,
                    images -> new OpenClImages(context, transfers, images, Scaling.paper())));
  }

  @Override
  public String schedule(PlanSpec spec) {
    return path.schedule(context, spec);
  }

  /**
   * {@return a plan whose kernels are not checked, that only one thread may use, and that is not
   * closed with the backend}
   *
   * @param spec what the plan is for
   */
  public OpenClPlan make(PlanSpec spec) {
    return make(spec, path);
  }

  private OpenClPlan make(PlanSpec spec, KernelPath by) {
    return new OpenClPlan(context, tuning, programs, by, spec, use -> true);
  }

  @Override
  public ResidentImages load(GreyImages images, Scaling scaling) {
    return gate.images(() -> new OpenClImages(context, transfers, images, scaling));
  }

  @Override
  public Probe probe() {
    return gate.probe(() -> new OpenClProbe(context, programs));
  }

  /** Returns how many programs were compiled rather than taken from the cache. */
  int compiled() {
    return programs.compiled();
  }

  @Override
  public void close() {
    gate.close(
        () -> {
          programs.close();
          transfers.close();
          context.close();
        });
  }
}
