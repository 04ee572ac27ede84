package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.DeviceInfo;
import java.util.List;

/**
 * Offers the CPU of this machine: as {@code cpu}, in vector instructions where this Java has them,
 * and as {@code cpu:plain}, in plain loops.
 */
public final class CpuProvider implements BackendProvider {

  /** The id of the CPU, as fast as this Java can. */
  static final String DEFAULT = "cpu";

  /** The id of the CPU in plain loops. */
  static final String PLAIN = "cpu:plain";

  /** Made by the service loader. */
  public CpuProvider() {}

  @Override
  public String scheme() {
    return DEFAULT;
  }

  @Override
  public List<DeviceInfo> devices() {
    int threads = Runtime.getRuntime().availableProcessors();
    DeviceInfo plain = CpuBackend.describe(threads, false);
    return VectorModule.isReady()
        ? List.of(CpuBackend.describe(threads, true), plain)
        : List.of(plain);
  }

  @Override
  public Backend open(DeviceInfo device) {
    int threads = Runtime.getRuntime().availableProcessors();
    return device.id().equals(PLAIN) ? CpuBackend.plain(threads) : new CpuBackend(threads);
  }
}
