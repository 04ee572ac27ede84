package io.github.lenetcl.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.DeviceInfo.Kind;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.CpuProvider;
import io.github.lenetcl.network.Scaling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The choice of device, with devices that are only names. */
class BackendsTest {

  private static final DeviceInfo GPU = device("opencl:1.0", "Radeon Pro", Kind.DISCRETE_GPU);
  private static final DeviceInfo SMALL = device("opencl:0.1", "UHD Graphics", Kind.INTEGRATED_GPU);
  private static final DeviceInfo HOST = device("opencl:0.0", "pthread-zen5", Kind.CPU);

  @Test
  void autoTakesTheFirstGpuAndSaysHowToChange() {
    Selection selection = Backends.open("auto", with(new Fake(List.of(GPU, SMALL, HOST))));
    assertEquals("opencl:1.0", selection.backend().device().id());
    assertTrue(selection.reason().contains("Radeon Pro"), selection.reason());
    assertTrue(selection.reason().contains("--device or -Dlenet.device"), selection.reason());
  }

  @Test
  void autoLeavesOpenClCpusAlone() {
    Selection selection = Backends.open("auto", with(new Fake(List.of(HOST))));
    assertEquals(Kind.JAVA, selection.backend().device().kind());
    assertTrue(selection.reason().contains("opencl:0.0 is a CPU"), selection.reason());
  }

  @Test
  void autoFallsBackWithTheReason() {
    Selection selection = Backends.open("auto", with(new Fake(new DeviceException("no loader"))));
    assertEquals(Kind.JAVA, selection.backend().device().kind());
    assertTrue(selection.reason().contains("because: no loader"), selection.reason());
  }

  @Test
  void autoFallsBackWhereTheDeviceCannotBuild() {
    Fake broken = new Fake(List.of(GPU));
    broken.buildFailure = new DeviceException("build failed");
    Selection selection = Backends.open("auto", with(broken));
    assertEquals(Kind.JAVA, selection.backend().device().kind());
    assertTrue(selection.reason().contains("because: build failed"), selection.reason());
    assertEquals(1, broken.closed);
  }

  @Test
  void autoTriesTheNextGpuAndKeepsTheReason() {
    Fake broken = new Fake(List.of(GPU, SMALL, HOST));
    broken.unfit = GPU;
    Selection selection = Backends.open("auto", with(broken));
    assertEquals("opencl:0.1", selection.backend().device().id());
    assertTrue(selection.reason().contains("can be used (held by another)"), selection.reason());
  }

  @Test
  void autoLeavesSimulatorsAlone() {
    DeviceInfo simulator = device("opencl:2.0", "Oclgrind Simulator", Kind.SIMULATOR);
    List<BackendProvider> providers = with(new Fake(List.of(simulator)));
    Selection selection = Backends.open("auto", providers);
    assertEquals(Kind.JAVA, selection.backend().device().kind());
    assertTrue(selection.reason().contains("opencl:2.0 is a simulator"), selection.reason());
    assertEquals("opencl:2.0", idOf("opencl", providers), "taken when named");
  }

  @Test
  void devicesAreNamedByIdAndByPartOfAName() {
    List<BackendProvider> providers = with(new Fake(List.of(GPU, SMALL, HOST)));
    assertEquals("opencl:1.0", idOf("opencl", providers));
    assertEquals("opencl:0.0", idOf("opencl:0.0", providers));
    assertEquals("opencl:0.1", idOf("opencl:uhd", providers));
    assertTrue(idOf("cpu", providers).startsWith("cpu"));
    assertEquals("cpu:plain", idOf("cpu:plain", providers));
  }

  @Test
  void aNamedDeviceThatIsNotThereIsAnError() {
    List<BackendProvider> providers = with(new Fake(List.of(GPU, HOST)));
    String message =
        assertThrows(DeviceException.class, () -> Backends.open("opencl:7.7", providers))
            .getMessage();
    assertTrue(message.contains("opencl:7.7") && message.contains("opencl:1.0"), message);
    assertThrows(DeviceException.class, () -> Backends.open("opencl:", providers));
    List<BackendProvider> none = with(new Fake(new DeviceException("no platform")));
    assertThrows(DeviceException.class, () -> Backends.open("opencl", none));
  }

  @Test
  void anUnknownWishIsAnError() {
    List<BackendProvider> providers = with(new Fake(List.of(GPU)));
    assertThrows(IllegalArgumentException.class, () -> Backends.open("cuda", providers));
    assertThrows(IllegalArgumentException.class, () -> Backends.open("auto:1", providers));
  }

  @Test
  void theCpuIsFoundAsAService() {
    assertTrue(Backends.providers().stream().anyMatch(CpuProvider.class::isInstance));
  }

  private static String idOf(String wish, List<BackendProvider> providers) {
    try (Selection selection = Backends.open(wish, providers)) {
      return selection.backend().device().id();
    }
  }

  private static List<BackendProvider> with(BackendProvider fake) {
    return List.of(fake, new CpuProvider());
  }

  private static DeviceInfo device(String id, String name, Kind kind) {
    return new DeviceInfo(id, name, "Fake platform", "1.0", kind, Map.of());
  }

  private static final class Fake implements BackendProvider {

    private final List<DeviceInfo> devices;
    private final DeviceException failure;
    private DeviceException buildFailure;
    private DeviceInfo unfit;
    private int closed;

    Fake(List<DeviceInfo> devices) {
      this.devices = devices;
      this.failure = null;
    }

    Fake(DeviceException failure) {
      this.devices = List.of();
      this.failure = failure;
    }

    @Override
    public String scheme() {
      return "opencl";
    }

    @Override
    public List<DeviceInfo> devices() {
      if (failure != null) {
        throw failure;
      }
      return devices;
    }

    @Override
    public Backend open(DeviceInfo device) {
      if (device.equals(unfit)) {
        throw new DeviceException("held by another");
      }
      CpuBackend worker = new CpuBackend(1);
      return new Backend() {
        @Override
        public DeviceInfo device() {
          return device;
        }

        @Override
        public Plan plan(PlanSpec spec) {
          if (buildFailure != null) {
            throw buildFailure;
          }
          return worker.plan(spec);
        }

        @Override
        public ResidentImages load(GreyImages images, Scaling scaling) {
          return worker.load(images, scaling);
        }

        @Override
        public Probe probe() {
          return worker.probe();
        }

        @Override
        public void close() {
          closed++;
          worker.close();
        }
      };
    }
  }
}
