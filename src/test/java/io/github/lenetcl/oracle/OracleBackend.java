package io.github.lenetcl.oracle;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Probe;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.network.Scaling;
import java.util.Map;

/** The oracle in the guise of a backend, so that the cases of the backends drive it. */
public final class OracleBackend implements Backend {

  @Override
  public DeviceInfo device() {
    return new DeviceInfo(
        "oracle", "oracle", "double precision", "1", DeviceInfo.Kind.JAVA, Map.of());
  }

  @Override
  public Plan plan(PlanSpec spec) {
    return new OraclePlan(spec);
  }

  @Override
  public ResidentImages load(GreyImages images, Scaling scaling) {
    return new OracleImages(images, scaling);
  }

  @Override
  public Probe probe() {
    throw new UnsupportedOperationException("the oracle is not there to be fast");
  }

  @Override
  public void close() {}
}
