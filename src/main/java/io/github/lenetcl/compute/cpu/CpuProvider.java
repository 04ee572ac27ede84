package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.DeviceInfo;
import java.util.List;

/** Offers the CPU of this machine as the device {@code cpu}. */
public final class CpuProvider implements BackendProvider {

  /** Made by the service loader. */
  public CpuProvider() {}

  @Override
  public String scheme() {
    return "cpu";
  }

  @Override
  public List<DeviceInfo> devices() {
    return List.of(CpuBackend.describe(Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public Backend open(DeviceInfo device) {
    return new CpuBackend();
  }
}
