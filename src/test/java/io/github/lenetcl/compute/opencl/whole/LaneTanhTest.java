package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.reference.TanhAccuracy;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.ClContext;
import io.github.lenetcl.compute.opencl.device.ClDevices;
import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.ProgramCache;
import io.github.lenetcl.compute.opencl.device.Programs;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The tangent of lanes.h. */
class LaneTanhTest extends TanhAccuracy {

  private static final int LANES = 16;

  private static Backend backend;
  private static ClContext context;
  private static Programs programs;
  private static Workspace workspace;
  private static ClKernel kernel;

  LaneTanhTest() {
    super(1.5);
  }

  @BeforeAll
  static void open() {
    backend = OpenClForTests.open();
    context = new ClContext(ClDevices.find(backend.device()));
    programs = new Programs(context, ProgramCache.of("off", Map.of()));
    workspace = new Workspace(context, programs, false);
    kernel =
        workspace.kernel("tanh_of.cl", Map.of("LANES", LANES), "tanh_of_values", WorkGroup.of(1));
  }

  @AfterAll
  static void close() {
    if (backend != null) {
      workspace.close();
      programs.close();
      context.close();
      backend.close();
    }
  }

  @Override
  protected float[] tanh(float[] x) {
    ClBuffer values = workspace.floats("values", x.length);
    workspace.queue().write(values, x);
    kernel.launchFor(x.length / LANES, values);
    float[] y = workspace.queue().floats(values, x.length);
    workspace.free(values);
    return y;
  }
}
