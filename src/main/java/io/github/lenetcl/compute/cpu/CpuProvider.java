package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.BackendProvider;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.cpu.CpuBackend.Loops;
import java.util.List;

/**
 * Offers the CPU of this machine: as {@code cpu}, in vector instructions where this Java has them,
 * as {@code cpu:lanes}, in plain loops over samples side by side, and as {@code cpu:plain}, in
 * plain loops sample by sample.
 */
public final class CpuProvider implements BackendProvider {

  /** Made by the service loader. */
  public CpuProvider() {}

  @Override
  public String scheme() {
    return "cpu";
  }

  @Override
  public List<DeviceInfo> devices() {
    int threads = Runtime.getRuntime().availableProcessors();
    return Loops.ready().stream().map(loops -> loops.describe(threads)).toList();
  }

  @Override
  public Backend open(DeviceInfo device) {
    int threads = Runtime.getRuntime().availableProcessors();
    Loops wanted =
        Loops.ready().stream()
            .filter(loops -> loops.describe(threads).id().equals(device.id()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no device " + device.id()));
    return new CpuBackend(threads, wanted);
  }
}
