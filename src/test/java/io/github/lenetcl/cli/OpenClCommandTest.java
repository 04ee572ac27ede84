package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.model.TensorLayout;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on an OpenCL device. */
class OpenClCommandTest {

  @TempDir Path folder;
  private String device;

  @BeforeEach
  void requireOpenCl() {
    try (Backend backend = OpenClForTests.open()) {
      device = backend.device().id();
    }
  }

  @Test
  void devicesListsIt() {
    Run run = Run.of("devices");
    assertTrue(run.out().lines().anyMatch(device::equals), run.out());
  }

  @Test
  void oneStepOfSgdTakesTheGradientAway() throws IOException {
    Path init = Samples.model(folder);
    Path written = folder.resolve("gradients.safetensors");
    Path out = folder.resolve("m.safetensors");
    Run gradients =
        Run.with(
            "gradients",
            "--init",
            init,
            "--data",
            "embedded",
            "--limit",
            20,
            "--device",
            device,
            "--out",
            written);
    assertEquals(0, gradients.code(), gradients.err());
    Run step =
        Run.with(
            "train",
            "--init",
            init,
            "--data",
            "embedded",
            "--recipe",
            "sgd",
            "--lr",
            1,
            "--steps",
            1,
            "--batch",
            20,
            "--limit",
            20,
            "--no-shuffle",
            "--device",
            device,
            "--out",
            out);
    assertEquals(0, step.code(), step.err());

    Model model = Models.load(init);
    float[] gradient =
        new TensorLayout(model.network()).gather("gradient.", SafetensorsFile.read(written));
    float[] expected = model.parameters();
    for (int i = 0; i < expected.length; i++) {
      expected[i] -= gradient[i];
    }
    // A step may be made by kernels for the whole network, which add in another order.
    assertArrayEquals(expected, Models.load(out).parameters(), 1e-5f);
  }

  @Test
  void aDeviceThatIsNotThereIsAFailedJob() throws IOException {
    Run run =
        Run.with(
            "evaluate", Samples.model(folder), "--data", "embedded", "--device", "opencl:99.99");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("\"opencl:99.99\" is not there; there "), run.err());
  }
}
